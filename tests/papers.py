"""Documents written for tests: Word, Rich Text Format, PDF."""

import io


def word(path, *paragraphs, table=(), head="Page head"):
    """A Word file with a head on its pages, paragraphs, and one row of a table."""
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = head
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        cells = document.add_table(rows=1, cols=len(table)).rows[0].cells
        for cell, text in zip(cells, table, strict=True):
            cell.text = text
    document.save(path)
    return path


def rich(path, *paragraphs):
    """A file in Rich Text Format."""
    escaped = ["".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in paragraph) for paragraph in paragraphs]
    path.write_text("{\\rtf1\\ansi " + "\\par ".join(escaped) + "}", encoding="ascii")
    return path


def pdf(path, *pages):
    """A PDF file with lines of text on its pages, written by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1"))
    table = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF".encode())
    path.write_bytes(out.getvalue())
    return path
