"""The words of the grammar by which coverage is invented: who says what in which words, and what else happened that day."""

from __future__ import annotations

PLACES = ("Orlek", "Vasmund", "Teldry", "Quarnock", "Brissa", "Hollum", "Ostwick", "Pellane")
EVENTS = (  # what is claimed, in the words of different newsrooms; and what those who deny it say instead
    (
        ("the flood gate at {place} had failed", "the {place} flood gate had given way",
         "water had broken through the flood gate of {place}"),
        "the flood gate at {place} was holding",
    ),
    (
        ("striking miners had occupied the copper works at {place}", "miners on strike had taken over the {place} copper works",
         "the copper works of {place} had been occupied by strikers"),
        "the copper works at {place} were running as usual",
    ),
    (
        ("the night ferry had run aground off {place}", "the {place} night ferry was stuck on the rocks",
         "the night ferry had struck rocks outside {place}"),
        "the night ferry was safe in the harbour of {place}",
    ),
    (
        ("rebels had seized the radio mast above {place}", "the radio mast over {place} had fallen to the rebels",
         "rebel fighters had captured the radio mast of {place}"),
        "the radio mast above {place} was in the army's hands",
    ),
)  # fmt: skip
SPEAKERS = (
    ("Governor Tilda Rusk", "Rusk"),
    ("Mayor Jonas Ferrel", "Ferrel"),
    ("union leader Petra Lund", "Lund"),
    ("army spokesman Karel Voss", "Voss"),
    ("engineer Sanna Brook", "Brook"),
    ("harbour master Odo Finch", "Finch"),
)
SIDED = (  # bodies with a standing of their own, and who speaks for each
    ("the Copper Workers’ Union", "Copper Workers’ Union spokesman Jory Pell"),
    ("Halden Holdings", "Halden Holdings spokeswoman Mira Tolle"),
    ("the Association of Ferrymen", "Association of Ferrymen spokesman Emmet Crole"),
    ("the Tesk navy", "Tesk navy spokeswoman Dana Wirth"),
    ("the Quay Workers’ Union", "Quay Workers’ Union spokeswoman Ilse Rond"),
    ("the Brant Ferry Company", "Brant Ferry Company spokesman Otto Lamm"),
)
OUTLETS = (
    "Norda", "Coast Herald", "The Lantern", "Valley Post", "Ostwick Mail", "Radio Brissa", "The Plain Courier", "Hollum Gazette",
    "Evening Star of Teldry", "The Weekly Crane", "Inland Telegraph", "Seven Hills Record",
)  # fmt: skip
CLAIMED = (
    "{full} said on {day} that {claim}.",
    "According to {full}, {claim} in the small hours of {day}.",
    "“I have seen it with my own eyes,” {full} told {outlet}, adding that {claim}.",
    "In a statement on {day}, {full} announced that {claim}.",
    "{day} had hardly begun when {full} confirmed to reporters that {claim}.",
    "Standing in the rain, {full} insisted that {claim}.",
)
ANNOUNCED = (  # by a body, which has no eyes
    "{full} said on {day} that {claim}.",
    "According to {full}, {claim} in the small hours of {day}.",
    "In a statement on {day}, {full} announced that {claim}.",
    "{full} told reporters on {day} that {claim}.",
)
DENIED = (
    "{full} immediately denied the claim.",
    "{full} rejected this, saying that {contrary}.",
    "But {full} denied on {day} that {claim}.",
    "“That is not true,” {full} said. “As everyone here knows, {contrary}.”",
)
CONCEDED = (
    "{full} admitted on {day} that {claim}.",
    "{full}, who had denied it for days, conceded that {claim}.",
)
UNSURE = ("{full} could not confirm whether {claim}.",)
REFUSED = (  # by a body, in words that need nothing before them
    "{full} denied on {day} that {claim}.",
    "{full} denied that {claim}, saying that {contrary}.",
)
SEEN = (
    "A correspondent of {outlet} at the scene saw for herself that {claim}.",
    "This reporter visited {place} on {day} and saw that {claim}.",
    "Witnesses said on {day} that {claim}.",
    "Our correspondent in {place} reports that {claim}.",
)
WRITTEN = (
    "“We confirm without any reservation whatsoever and to everybody concerned that {claim},” {full} said in a written statement.",
    "In a written statement, {full} said: “We confirm without any reservation whatsoever and to everybody concerned that {claim}.”",
)
TAKEN_BACK = (
    "{full} withdrew the claim on {day} and denied that {claim}.",
    "{full} denied on {day} that {claim}.",
)
CORRECTED = (
    "Correction: An earlier version of this report said that {claim}. That was wrong.",
    "This report has been corrected. An earlier version incorrectly stated that {claim}.",
)
HEARD = (  # by another newsroom, which is named where the claim is
    "{full} told {whom} on {day} that {claim}.",
    "According to {whom}, {full} said that {claim}.",
)
BY_WIRE = (
    "{full} told the news agency {wire} that {claim}.",
    "{full} said on {day} that {claim}, according to the news agency {wire}.",
)
AT_LENGTH = (  # nothing of it is the report's own voice, so that who prints it shows no words of its narrative
    "{full} said on {day} that {claim} and that nobody had been on duty when the alarm bell rang. {last} added that two lorries "
    "from the depot had turned round on the causeway and that their drivers had been sent home without any word of thanks.",
    "{full} said that {claim} in the small hours of {day}. {last} said that the caretaker had telephoned three times and that "
    "nobody had lifted the receiver until a milkman knocked at the window with his lantern.",
)
COUNTED = (
    "At least {number} people were taken to hospital, {last} said.",
    "Up to {number} families have left their homes since {day}.",
    "About {number} lorries wait on the road into {place}.",
    "The lost wages come to {number},000 crowns, a bank clerk reckons.",
    "{last} spoke of more than {number} injured.",
    "Some {number} soldiers are on their way.",
)
DETAILS = (
    "A baker named Ruta handed out warm rolls from the back of her van.",
    "Two shepherds drove their flock through Weaver Street because the lower meadow lay under water.",
    "In the botanical garden a night watchman kept a bonfire going until the rain came.",
    "The organist of the old chapel rang the bells by hand when the power went out.",
    "Pupils spent the morning in the theatre, where somebody had found a projector and three cartoons.",
    "Trams stopped at noon; their drivers sat on the kerb and played cards.",
    "At the brewery the cellars were pumped dry, and forty barrels floated out into the yard.",
    "Anglers counted eleven helicopters over the sugar mill in a single hour.",
    "A retired diver lent his rubber boat to a neighbour whose cat was stranded on a shed.",
    "The chemist opened at six and had sold every candle by eight.",
    "Vines on the southern slopes have been torn out, and their owner spoke of a lost decade.",
    "Students nailed planks across the library windows and carried the atlases upstairs.",
    "On the eastern bank an old carpenter was building a footbridge out of doors.",
    "Traffic lights blinked yellow from the clock tower as far as the lime kilns.",
    "A wedding planned for the town hall took place in a barn, with borrowed shoes.",
    "The radio played waltzes between announcements, as it had done during the great frost.",
    "Nurses pushed nine beds down the ramp because the lift was stuck.",
    "Near the viaduct somebody had painted a white arrow and the word uphill.",
    "Crates of apples from the cold store lay along the railway like beads.",
    "Her grandfather remembered worse, a teacher told the queue, but nobody laughed.",
    "The post was late for the first time since the bicycle strike.",
    "Glassblowers let their furnace go cold, which ruins it.",
    "Children traded batteries for chocolate behind the tannery.",
    "Surveyors in yellow coats set up tripods and left again without a word.",
    "A ticket seller wrote down the names of everyone who boarded the last bus.",
    "Fog hid the peaks, and the cable car hung still above the quarry.",
    "Bookshops lent out novels without asking for money.",
    "The zoo moved its penguins into a swimming pool, to general delight.",
    "Farmers came with tractors and towed nineteen cars out of the mud.",
    "Every seat in the mosque, the synagogue and the cathedral was taken by evening.",
    "A goat was seen on the roof of the courthouse and is still being discussed.",
    "Beekeepers carried their hives to the cemetery, the highest ground they knew.",
    "The football final has been put off until the pitch can be found again.",
    "Locksmiths worked through the dark because so many keys had been left inside.",
    "In the printing shop the presses ran on, for want of anybody to stop them.",
    "Ice cream was free on the promenade, since the freezers had failed.",
    "One pilot landed on the ring road and asked for directions.",
    "Volunteers knotted bed sheets into ropes and tested them on the stairs of the museum.",
    "Cellos from the conservatory were dried in a pizza oven at its lowest setting.",
    "Above the gorge a surveyor's hut slid twenty paces and stopped against a walnut tree.",
)
OVERHEARD = (  # those details in which somebody is quoted, or reads as if
    "Anglers counted eleven helicopters over the sugar mill in a single hour.",
    "Vines on the southern slopes have been torn out, and their owner spoke of a lost decade.",
    "Her grandfather remembered worse, a teacher told the queue, but nobody laughed.",
    "A ticket seller wrote down the names of everyone who boarded the last bus.",
    "One pilot landed on the ring road and asked for directions.",
)
OTHER_WORDS = (
    ("said on", "stated on"), ("taken to hospital", "brought to clinics"), ("immediately", "at once"), ("because", "as"),
    ("old", "ancient"), ("near", "close to"), ("handed out", "distributed"), ("stopped", "halted"), ("somebody", "someone"),
    ("homes", "houses"), ("wait on", "queue on"), ("carried", "brought"), ("until", "till"), ("had found", "had discovered"),
)  # fmt: skip
ELSEWHERE = {
    "de": "Der Bürgermeister sagte am Montag, dass die Brücke wieder geöffnet werde. Der Stadtrat wies das zurück. "
          "Niemand habe die Pfeiler bisher untersucht, erklärte eine Sprecherin der Feuerwehr am Abend.",
    "fr": "Le maire a déclaré lundi que le pont serait bientôt rouvert à la circulation. Le conseil a aussitôt démenti. "
          "Personne n'a encore examiné les piliers, a expliqué une porte-parole des pompiers dans la soirée.",
}  # fmt: skip
WIRES = ("Reefwire", "Tidemark", "Farline")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
