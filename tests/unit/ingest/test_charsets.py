import pytest

from sayso.errors import InputError
from sayso.ingest.charsets import decode_bytes
from sayso.settings import IngestSettings

SETTINGS = IngestSettings()
CASES = [
    ("cp1252", "Die Hafenbehörde erklärte am Sonntag, der nördliche Kai sei über Nacht geräumt worden."),
    ("cp1252", "The café on the quay – “closed for good”, its owner said – has reopened. It’s full."),
    ("cp1252", "Le port a été rouvert après la tempête, a déclaré la présidente à la télévision."),
    ("cp1250", "Zarząd portu powiedział w niedzielę, że nabrzeże zostało otwarte; związek zaprzecza, żółć."),
    ("cp1254", "Liman yönetimi pazar günü rıhtımın açıldığını söyledi, sendika bunu yalanladı, şaşırdı."),
    ("cp1251", "Администрация порта сообщила в воскресенье, что причал снова открыт. Профсоюз это отрицает."),
    ("koi8-r", "Администрация порта сообщила в воскресенье, что причал снова открыт. Профсоюз это отрицает."),
    ("cp866", "Администрация порта сообщила в воскресенье, что причал снова открыт. Профсоюз это отрицает."),
    ("koi8-u", "Адміністрація порту повідомила в неділю, що причал знову відкрито. Профспілка це заперечує."),
    ("cp1253", "Η διοίκηση του λιμανιού ανακοίνωσε την Κυριακή ότι η προβλήτα άνοιξε ξανά."),
    ("cp1255", "הנהלת הנמל הודיעה ביום ראשון כי הרציף נפתח מחדש לאחר הסערה, והאיגוד הכחיש זאת."),
    ("gb18030", "港务局周日表示，风暴过后北码头已经重新开放。工会否认了这一说法，并说没有人检查过起重机。"),
    ("euc_kr", "항만 당국은 일요일 폭풍 후 북쪽 부두가 다시 열렸다고 밝혔다. 노조는 이를 부인했다."),
    ("shift_jis", "港湾局は日曜日に岸壁が再開されたと述べた。組合は否定した。船は木曜日までに到着する。"),
    ("cp1256", "قال مسؤولون يوم الأحد إن الميناء أعيد فتحه بعد العاصفة ونفت النقابة ذلك"),
]


@pytest.mark.parametrize(("charset", "text"), CASES)
def test_a_text_in_an_older_charset_is_read(charset, text):
    assert decode_bytes(text.encode(charset), "a.txt", SETTINGS) == text


@pytest.mark.parametrize(("charset", "text"), CASES)
def test_a_long_plain_beginning_hides_nothing(charset, text):
    text = "0123456789 " * 20_000 + "\n" + text
    assert decode_bytes(text.encode(charset), "a.txt", SETTINGS) == text


def test_mixed_charsets_lose_nothing():
    data = "Hafenbehörde und Möwen über dem Kai\n".encode() * 3 + "Schiffe dürfen einlaufen".encode("cp1252")
    assert decode_bytes(data, "a.txt", SETTINGS).endswith("Möwen über dem Kai\nSchiffe dürfen einlaufen")


def test_stray_bytes_in_one_line():
    data = "Hafenbehörde, Möwen, Kräne, Böen und ein M".encode() + "ü".encode("cp1252") + b"ller"
    assert decode_bytes(data, "a.txt", SETTINGS) == "Hafenbehörde, Möwen, Kräne, Böen und ein Müller"


def test_a_declared_charset_is_believed_only_if_the_bytes_fit_it():
    text = "żółta łódź"
    assert decode_bytes(text.encode("iso8859_2"), "a", SETTINGS, "iso-8859-2") == text
    assert decode_bytes(text.encode(), "a", SETTINGS, "iso-8859-2") == text  # declared wrongly: it is UTF-8
    assert decode_bytes(text.encode(), "a", SETTINGS, "no-such-charset") == text
    assert decode_bytes(text.encode(), "a", SETTINGS, "hex") == text  # a codec that gives bytes, not text


def test_wide_characters_without_a_mark_are_read():
    text = "The quay is open, the board said."
    assert decode_bytes(text.encode("utf-16-le"), "a", SETTINGS) == text
    assert decode_bytes(text.encode("utf-16-be"), "a", SETTINGS) == text


def test_sixteen_megabytes_of_stray_bytes_take_no_longer_than_reading_them():
    data = (b"plain words \xff\x81 " * 200_000) + b"end"
    assert len(decode_bytes(data, "a", SETTINGS)) == len(data)


def test_noise_is_refused_with_its_place():
    with pytest.raises(InputError) as caught:
        decode_bytes(bytes(range(256)) * 30, "pile/a.txt", SETTINGS)
    assert (caught.value.code, caught.value.where) == ("binary", "pile/a.txt")
