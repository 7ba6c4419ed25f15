# Ein Foto bearbeiten.

editor-view-name-as-taken = Das Foto, wie es aufgenommen wurde
editor-view-name-edited = Das Foto mit Ihrer Bearbeitung
editor-view-as-taken = Wie aufgenommen
editor-view-small-only = Von diesem Foto ist nur ein kleines Bild da. Das Original lässt sich gerade nicht lesen.
editor-view-dim = Für die Nacht dimmen
editor-view-true-colours = Echte Farben zeigen
editor-view-gone-title = Dieses Foto ist nicht mehr im Tagebuch
editor-view-gone = Vielleicht liegt es im Papierkorb. Die Einstellungen zeigen, was darin ist.
editor-view-back = Zurück

editor-view-split = Aufnahme und Bearbeitung nebeneinander
editor-view-split-hint = Aufnahme und Bearbeitung nebeneinander (S)
editor-view-split-line = Linie zwischen Aufnahme und Bearbeitung
editor-view-edited = Bearbeitet

editor-view-done = Fertig
editor-view-light = Licht
editor-view-colour = Farbe
editor-view-detail = Details
editor-view-look = Look
editor-view-crop-and-turn = Zuschneiden und drehen
editor-view-use-again = Wiederverwenden
editor-view-reset-all = Alles zurücksetzen
editor-view-promise = Das Original bleibt unberührt. Jede Änderung wird gleich gespeichert.
editor-view-read-only = Diese Bibliothek lässt sich nur ansehen, deshalb ist hier nichts zu ändern.
editor-view-crop-begin = Zuschneiden und begradigen…
editor-view-crop-change = Zuschnitt ändern…
editor-view-crop-hint = Wählen, was vom Foto zu sehen ist, und es gerade richten (C)
editor-view-title = Bearbeiten
editor-view-undo = Rückgängig
editor-view-redo = Wiederholen
editor-view-histogram-hint = Wie sich Hell und Dunkel verteilen: dunkel links, hell rechts
editor-view-turn-left = Nach links
editor-view-turn-left-hint = Nach links drehen (Umschalt + R)
editor-view-turn-right = Nach rechts
editor-view-turn-right-hint = Nach rechts drehen (R)
editor-view-mirror = Spiegeln
editor-view-mirror-hint = Links und rechts vertauschen (H)
editor-view-flip = Umklappen
editor-view-flip-hint = Oben und unten vertauschen (Umschalt + H)
editor-view-compare = Halten fürs Original
editor-view-compare-hint = Gedrückt halten, um das Foto zu sehen, wie es aufgenommen wurde, oder die Taste B halten

editor-view-auto = Automatisch
editor-view-auto-hint = Das Programm wählt Licht und Farbe anhand des Fotos selbst (A)
editor-view-auto-working = Das Licht wird angesehen…
editor-view-auto-nothing = Das Licht ist gut, wie es ist. Es wurde nichts geändert.
editor-view-auto-grain = So hell, wie es geht, ohne dass das Foto nur noch rauscht.
editor-view-auto-sliders = So hell, wie die Regler es machen können.
editor-view-auto-black = Dieses Foto ist überall schwarz. Es ist kein Licht darin, das sich zurückholen ließe.
editor-view-brightness = Helligkeit
editor-view-contrast = Kontrast
editor-view-shadows = Schatten
editor-view-highlights = Lichter
editor-view-saturation = Sättigung
editor-view-warmth = Wärme
editor-view-noise = Rauschen glätten
editor-view-sharpness = Schärfe
editor-view-auto-told = Eingestellt: { $changes }. „Rückgängig“ nimmt es zurück.

editor-view-step-brightness =
    { $place ->
        [inside] Helligkeit { $amount }
       *[first] Helligkeit { $amount }
    }
editor-view-step-contrast =
    { $place ->
        [inside] Kontrast { $amount }
       *[first] Kontrast { $amount }
    }
editor-view-step-shadows =
    { $place ->
        [inside] Schatten { $amount }
       *[first] Schatten { $amount }
    }
editor-view-step-highlights =
    { $place ->
        [inside] Lichter { $amount }
       *[first] Lichter { $amount }
    }
editor-view-step-saturation =
    { $place ->
        [inside] Sättigung { $amount }
       *[first] Sättigung { $amount }
    }
editor-view-step-warmth =
    { $place ->
        [inside] Wärme { $amount }
       *[first] Wärme { $amount }
    }
editor-view-step-noise =
    { $place ->
        [inside] Rauschen glätten { $amount }
       *[first] Rauschen glätten { $amount }
    }
editor-view-step-sharpness =
    { $place ->
        [inside] Schärfe { $amount }
       *[first] Schärfe { $amount }
    }
editor-view-step-smoothing = Rauschen glätten { $amount }

editor-view-look-none = Ohne
editor-view-look-strength = Stärke

editor-view-crop-cancel-hint = Zurück zum vorigen Zuschnitt (Esc)
editor-view-crop-done-hint = Diesen Zuschnitt behalten (Eingabetaste)
editor-view-crop = Zuschneiden
editor-view-crop-about = Verschieben Sie den Rahmen, oder ziehen Sie an seinen Rändern. Was außerhalb liegt, wird nur verborgen, nie weggeworfen.
editor-view-straighten = Begradigen
editor-view-proportions = Seitenverhältnis
editor-view-crop-whole = Ganzes Foto zeigen
editor-view-ratio-free = Frei
editor-view-ratio-original = Original
editor-view-ratio-square = Quadrat

editor-view-steps = Schritte
editor-view-steps-list = Schritte, der letzte zuerst
editor-view-step-start = Wie es am Anfang war
editor-view-step-undone = Zurückgenommen
editor-view-step-changed = Geändert
editor-view-step-light-and-colour = Licht und Farbe

editor-view-step-look =
    { $place ->
        [inside] { $name }
       *[first] { $name }
    }
editor-view-step-look-part =
    { $place ->
        [inside] { $name } { $percent } %
       *[first] { $name } { $percent } %
    }
editor-view-step-no-look =
    { $place ->
        [inside] ohne Look
       *[first] Ohne Look
    }
editor-view-step-two = { $first }, { $second }
editor-view-step-lie-right =
    { $place ->
        [inside] nach rechts gedreht
       *[first] Nach rechts gedreht
    }
editor-view-step-lie-left =
    { $place ->
        [inside] nach links gedreht
       *[first] Nach links gedreht
    }
editor-view-step-lie-mirrored =
    { $place ->
        [inside] gespiegelt
       *[first] Gespiegelt
    }
editor-view-step-lie-flipped =
    { $place ->
        [inside] umgeklappt
       *[first] Umgeklappt
    }
editor-view-step-lie-crop-and-level =
    { $place ->
        [inside] zugeschnitten und begradigt
       *[first] Zugeschnitten und begradigt
    }
editor-view-step-lie-crop =
    { $place ->
        [inside] zugeschnitten
       *[first] Zugeschnitten
    }
editor-view-step-lie-level =
    { $place ->
        [inside] begradigt
       *[first] Begradigt
    }
editor-view-step-lie-turned =
    { $place ->
        [inside] gedreht
       *[first] Gedreht
    }

editor-view-presets = Ihre Vorlagen
editor-view-presets-about = Bewahren Sie Licht, Farbe, Details und Look unter einem Namen auf, und verwenden Sie sie für andere Fotos.
editor-view-copy = Kopieren
editor-view-copy-hint = Licht, Farbe, Details und Look merken (Strg + Umschalt + C). Zuschnitt und Drehung bleiben bei ihrem Foto.
editor-view-paste = Einfügen
editor-view-paste-hint = Diesem Foto Licht, Farbe, Details und Look geben, die kopiert wurden (Strg + Umschalt + V). Sein Zuschnitt und seine Drehung bleiben.
editor-view-paste-nothing = Kopieren Sie zuerst die Bearbeitung eines Fotos.
editor-view-preset-begin = Als Vorlage speichern…
editor-view-preset-name = Name der Vorlage
editor-view-preset-example = Am Fenster
editor-view-preset-replace = Ersetzen
editor-view-preset-save = Vorlage speichern
editor-view-preset-not-now = Jetzt nicht
editor-view-apply-entry = Für alle Fotos dieses Eintrags
editor-view-apply-night = Für alle Fotos dieser Nacht
editor-view-apply-entry-hint =
    { $count ->
        [one] { $count } weiteres Foto dieses Eintrags bekommt dieses Licht, diese Farbe, diese Details und diesen Look, in einem Schritt, der sich zurücknehmen lässt. Zuschnitt und Drehung bleiben seine eigenen.
       *[other] { $count } weitere Fotos dieses Eintrags bekommen dieses Licht, diese Farbe, diese Details und diesen Look, in einem Schritt, der sich zurücknehmen lässt. Zuschnitt und Drehung bleiben ihre eigenen.
    }
editor-view-apply-night-hint =
    { $count ->
        [one] { $count } weiteres Foto dieser Nacht (von fünf Uhr morgens bis fünf Uhr am nächsten Morgen) bekommt dieses Licht, diese Farbe, diese Details und diesen Look, in einem Schritt, der sich zurücknehmen lässt. Zuschnitt und Drehung bleiben seine eigenen.
       *[other] { $count } weitere Fotos dieser Nacht (von fünf Uhr morgens bis fünf Uhr am nächsten Morgen) bekommen dieses Licht, diese Farbe, diese Details und diesen Look, in einem Schritt, der sich zurücknehmen lässt. Zuschnitt und Drehung bleiben ihre eigenen.
    }
