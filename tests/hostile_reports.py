"""Thirty invented reports of one story that try to do harm: mark-up, scripts, controls, huge words, odd newlines."""

from __future__ import annotations

PAYLOADS = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "</span></div></section></main><style>body{display:none}</style>",
    "<svg onload=\"document.title='owned'\"><a href=\"javascript:document.title='owned'\">x</a></svg>",
    "' onmouseover='document.title=1' x='",
    '"><iframe srcdoc="<script>parent.document.title=1</script>">',
    "{{ 7*7 }} {% for x in y %} ${7*7} #{7*7}",
    "]]></style><!-- <!--[if IE]> -->",
    "javascript:alert(1) data:text/html,<b>x</b> file:///etc/passwd",
    "&lt;b&gt; &amp;amp; &#x3c;script&#x3e; &nbsp",
    "\u202eesrevni\u202c \u2067isolated\u2069 \u200f\u200e",
    "\x00\x01\x07\x08\x0b\x0c\x1b[31mred\x1b[0m\x7f\x85",
    "x" * 10_000,
    "\U0001f469\u200d\U0001f680\U0001f3f4\U000e0067\U000e0062\U000e007f \U0001f1eb\U0001f1f7 e\u0301" + "\u0301" * 400,
    "أعلن الوزير أن الجسر مغلق. שלום עולם",
    "one\rtwo\r\nthree\n\rfour\u2028five\u2029six\x0bseven",
    "‘’“”«»‹›„‚ « non « fermé",
    "\u200b\ufeff\u00ad\u2060hidden\u180e",
    "%3Cscript%3E \\u003cscript\\u003e \\x3cscript\\x3e",
    "<math><mtext></mtext><mglyph><style></style></mglyph></math>",
    "a" + " b" * 3000,
    "<template><script>1</script></template><noscript><p title='</noscript><img src=x>'>",
    "https://example.org/?q=<script>&amp=1#w1",
    "#main #w1 id=texts name=getElementById",
    "<textarea></title></textarea><base href='https://example.org/'>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<form action=https://example.org><button>ok</button></form>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "\ufffe\uffff\ufdd0 \ue000",
    "",
)
"""Each stands in a report of its own, in its text and in what is said of it."""

LEADS = (
    "Le pont de Velmont a été fermé le 3 mars 2031 après la chute d'un câble.",
    "Le pont de Velmont a été fermé le 5 mars 2031 après la chute d'un câble.",
)


def hostile_reports() -> list[dict[str, object]]:
    """The reports as records."""
    reports: list[dict[str, object]] = []
    for number, payload in enumerate(PAYLOADS):
        text = (
            f"{LEADS[number % 2]} {payload}\n"
            f"« Personne n'a été blessé {payload[:80]} », a déclaré le maire, Jean {payload[:40]} Dupont.\r\n"
            f"Selon Élise Marchal, {12 + number} véhicules étaient sur le pont. {payload[:300]}"
        )
        reports.append(
            {
                "id": f"{number} {payload[:60]}",
                "text": text,
                "title": f"Pont fermé {payload[:200]}",
                "outlet": f"Journal {number} {payload[:50]}",
                "publisher": payload[:50] or None,
                "url": f"javascript:document.title='owned'//{number}",
                "published": "2031-03-06",
                "language": "fr",
            }
        )
    return reports
