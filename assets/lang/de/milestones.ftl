# Meilensteine.

milestones-view-title = Meilensteine
milestones-view-empty-title = Hier beginnen die ersten Male
milestones-view-add = Meilenstein hinzufügen…
milestones-view-empty = Das erste Lächeln, das erste Bad, das erste Mal über die Schwelle: ein paar Worte, und die Geschichte von { $name } hat einen Anfang.
milestones-view-empty-nobody = Das erste Lächeln, das erste Bad, das erste Mal über die Schwelle: ein paar Worte, und die Geschichte Ihres Babys hat einen Anfang.

milestone-sheet-new = Neuer Meilenstein
milestone-sheet-title = Meilenstein
milestone-sheet-close = Den Meilenstein schließen
milestone-sheet-trash = Den Meilenstein in den Papierkorb legen
milestone-sheet-throw-away = Verwerfen
milestone-sheet-not-kept = Noch nicht gespeichert
milestone-sheet-title-hint = Was ist geschehen?
milestone-sheet-field-title = Titel
milestone-sheet-wants-title = Geben Sie ihm einen Titel: Ein paar Worte genügen, und er wird gespeichert.
milestone-sheet-day = Tag
milestone-sheet-note = Notiz
milestone-sheet-note-hint = Wie es war…
milestone-sheet-photos = Fotos
milestone-sheet-add-photos = Fotos zu diesem Meilenstein hinzufügen…
milestone-sheet-open-entry = Den Eintrag öffnen
milestone-sheet-title-full = Ein Titel fasst { $count } Buchstaben. In der Notiz ist Platz für mehr.
milestone-sheet-day-missing = Schreiben Sie den Tag, zum Beispiel { $example }. Bis dahin gilt der vorige.
milestone-sheet-photo-remove = Foto { $number } aus dem Meilenstein nehmen
milestone-sheet-photo = Foto { $number } dieses Meilensteins
milestone-sheet-photo-open = Foto { $number } groß öffnen

milestones-view-suggestions = Vielleicht einer von diesen?
milestones-view-suggestions-show = Vorschläge zeigen
milestones-view-suggestions-hide = Vorschläge verbergen
milestones-view-suggestion-write = Den Meilenstein „{ $title }“ schreiben

milestones-view-see-entry = Zum Eintrag
milestones-view-born = { $name } kam zur Welt
milestones-view-open = Den Meilenstein „{ $title }“ öffnen
milestones-view-photo = Foto von „{ $title }“
milestones-view-photo-number = Foto { $number } von „{ $title }“
milestones-view-see-entry-of = Den Eintrag von „{ $title }“ ansehen
milestones-view-more-photos =
    { $count ->
        [one] und { $count } weiteres
       *[other] und { $count } weitere
    }
