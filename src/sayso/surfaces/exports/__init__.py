"""The door of the exports: a picture written in one of ``FORMATS``, or the export document in parts.

require_format   what writes a format: ``require_format("csv").write(picture, as_of)`` gives files under their names
write_document   one file, whole or not at all; ``write_set`` a folder or archive of several, ``pack_files`` the archive itself
checks_to_document   what came of checking drafts; ``checks_to_github`` and ``checks_to_sarif`` for code hosts
take_section     the part of the export document that answers a question of ``SECTIONS``; ``take_claim`` one claim with what it points to
"""

from lazy_loader import attach_stub

__getattr__, __dir__, __all__ = attach_stub(__name__, __file__)  # what each name is, the stub beside this file says
