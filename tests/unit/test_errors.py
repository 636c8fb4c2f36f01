import pickle

import pytest

from sayso.errors import CaseError, InputError, MissingDependency, NotFound, SaysoError, UsageError


@pytest.mark.parametrize("kind", [SaysoError, InputError, UsageError, NotFound, MissingDependency, CaseError])
def test_an_error_of_another_process_arrives_whole(kind):
    error = kind("damaged", "it is damaged", where="a.onnx", allowed="one hash", do="Install it anew")
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is kind and arrived.as_dict() == error.as_dict() and str(arrived) == str(error)
