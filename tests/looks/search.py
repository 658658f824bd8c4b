"""Who sees what is written on an uploaded page."""

from looks import look
from looks.steps import ask, by_name
from made_files import WRITTEN_PDF
from taken_in import taken_in


@look("submitJob", "getSearchStrings")
def words_of_a_page(server):
    options = {"process": "Rasterize", "extractSearchWords": True}
    taken_in(server, "leaf.pdf", lambda path: path.write_bytes(WRITTEN_PDF), pdfOptions=options)
    (page,) = by_name(server, "leaf-1")
    (line,) = ask(server, "getSearchStrings", assetHandle=page.assetHandle).searchStringsArray
    assert [word.keyword for word in line.keywordsArray] == ["Hello", "world"]
