"""The nouns of recoupe: immutable records that every stage reads and returns.

`span` where words stand; `document` what came in; `annotation` what one article says; `group` what several articles
share; `finding` what the comparison shows; `judgement` what a person decided; `changes` what is not as it was in an
earlier dossier. The records are the JSON schema: a field here is a field there, and the JSON Schema file is generated
from these classes.
"""
