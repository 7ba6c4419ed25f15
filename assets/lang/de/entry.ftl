# Ein Eintrag.

entry-view-state = Wach oder im Schlaf?
entry-view-kind = Art des Lächelns
entry-view-strength = Wie stark?
entry-view-length = Wie lange, in Sekunden?
entry-view-length-unit = Sekunden
entry-view-length-error = Schreiben Sie die Dauer in Sekunden, von 1 bis 3.600.
entry-view-tags = Was war gerade los?
entry-view-note = Notiz
entry-view-note-hint = Woran Sie sich erinnern möchten…
entry-view-milestones = Meilensteine dieses Augenblicks
entry-view-add-milestone = Meilenstein hinzufügen…
entry-view-open-milestone = Den Meilenstein „{ $title }“ öffnen

entry-view-trash = In den Papierkorb
entry-view-unmark = Liebling: Antippen hebt das auf
entry-view-mark = Als Liebling markieren
entry-view-redo = Wiederholen
entry-view-undo = Rückgängig
entry-view-opening = Der Eintrag wird geöffnet…
entry-view-back = Zurück

entry-view-correct = Korrigieren…
entry-view-day = Tag
entry-view-time = Uhrzeit
entry-view-night = Nacht vom { $day }
entry-view-use-moment = Fertig
entry-view-as-it-was = So lassen, wie es war
entry-view-whose = Wessen Lächeln?
entry-view-before-birth = Das ist vor der Geburt von { $name } am { $day }. Bitte prüfen Sie das Datum.

entry-view-add-photos = Fotos zu diesem Eintrag hinzufügen…
entry-view-take-photo = Ein Foto für diesen Eintrag aufnehmen
entry-view-photo-only = Das Foto dieses Eintrags
entry-view-play-film = Film abspielen
entry-view-edit-photo = Foto bearbeiten
entry-view-photo-left = Dieses Foto nach links
entry-view-photo-right = Dieses Foto nach rechts
entry-view-photo-is-cover = Dieses Foto ist das Titelbild
entry-view-photo-make-cover = Dieses Foto zum Titelbild machen
entry-view-photo-remove = Dieses Foto aus dem Eintrag nehmen
entry-view-cover = Titelbild
entry-view-menu-large = Groß öffnen
entry-view-menu-edit = Bearbeiten
entry-view-menu-cover = Zum Titelbild machen
entry-view-menu-left = Nach links
entry-view-menu-right = Nach rechts
entry-view-menu-remove = Aus diesem Eintrag nehmen
entry-view-no-photo-title = Kein Foto, und das ist in Ordnung
entry-view-no-photo = Auch Worte allein bewahren ein Lächeln. Fotos können jederzeit dazukommen: Fügen Sie sie unten hinzu, oder legen Sie sie hier ab.
entry-view-photo-number = Foto { $place } von { $count }
entry-view-photo-number-cover = Foto { $place } von { $count }, Titelbild
entry-view-photo-open = { $photo }. Groß öffnen
entry-view-photo-shown = { $photo }, wird gezeigt
