# Einstellungen.

settings-title = Einstellungen
settings-part-babies = Babys
settings-part-look = Aussehen
settings-part-language = Sprache und Datum
settings-part-library = Bibliothek
settings-part-backup = Sicherung
settings-part-trash = Zuletzt gelöscht
settings-part-take-out = Alles mitnehmen
settings-part-folders = Beobachtete Ordner
settings-part-bring-in = Vorhandenes hereinholen
settings-part-merge = Das Tagebuch des anderen Elternteils
settings-part-about = Über Smilekeep

settings-appearance = Aussehen
settings-appearance-about = Das Nachtlicht ist schwach und warm, für ein Zimmer, in dem ein Baby schläft.
settings-size = Größe von allem
settings-smaller = Kleiner
settings-larger = Größer
settings-size-back = Zurück auf 100 %
settings-movement = Bewegung
settings-movement-gentle = Sanft
settings-movement-none = Keine
settings-movement-about = Bilder blenden kurz ein, und die Ansicht gleitet. Mit „Keine“ ändert sich alles sofort.
settings-hints = Hinweise auf Fotos
settings-hints-shown = Zeigen
settings-hints-hidden = Verbergen
settings-hints-about = Eine kurze Zeile über das Licht, aus dem, was die Kamera ins Foto geschrieben hat, und aus seinen Pixeln. Nichts verlässt diesen Computer.

settings-language = Sprache
settings-language-about = Knöpfe, Meldungen und Seiten sprechen sie. Was Sie selbst geschrieben haben, bleibt, wie es ist.
settings-clock = Uhr
settings-clock-24 = 24 Stunden
settings-clock-12 = 12 Stunden
settings-week = Die Woche beginnt am

settings-promise = Kein Konto, kein Server: Ihre Fotos bleiben auf diesem Computer.
settings-licence = Frei zu benutzen und weiterzugeben unter der MIT-Lizenz oder der Apache-Lizenz 2.0, nach Ihrer Wahl.
