"""How the shipped attribution models are made: data, network, learning, export, scores."""
