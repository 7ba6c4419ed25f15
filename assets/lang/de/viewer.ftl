# Ein Foto, groß.

viewer-back = Zurück
viewer-when = { $date }, { $time }
viewer-age-source = { $age } · { $source }
viewer-favourite-add = Als Liebling markieren
viewer-favourite-remove = Aus den Lieblingen nehmen
viewer-full-size = In voller Größe zeigen
viewer-whole = Ganzes Foto zeigen
viewer-about-photo = Über dieses Foto
viewer-about-film = Über diesen Film
viewer-copy = Kopie speichern
viewer-edit = Foto bearbeiten
viewer-entry = Eintrag öffnen
viewer-play = Film abspielen
viewer-previous = Voriges Foto
viewer-previous-hint = Neuer (←)
viewer-next = Nächstes Foto
viewer-next-hint = Älter (→)
viewer-of = { $count } von { $all }
viewer-shown-now = Wird gerade gezeigt

viewer-photo-of =
    { $kind ->
        [film] Film von { $name }, { $date }, { $time }
       *[photo] Foto von { $name }, { $date }, { $time }
    }
viewer-photo =
    { $kind ->
        [film] Film, { $date }, { $time }
       *[photo] Foto, { $date }, { $time }
    }

viewer-away = Das Original ist gerade nicht da; dies ist eine kleinere Kopie. Wenn es auf einem Laufwerk liegt, schließen Sie es an.
viewer-small-only = Von diesem Foto ist nur ein kleines Bild übrig. Das Original lässt sich gerade nicht lesen.
viewer-gone = Dieses Foto ist nicht mehr im Tagebuch
viewer-gone-about = Vielleicht liegt es im Papierkorb. Die Einstellungen zeigen, was darin ist.
viewer-problem = Dieses Bild lässt sich gerade nicht zeigen
viewer-problem-about = Das Original konnte nicht gelesen werden. Was Sie dazu geschrieben haben, ist sicher. „Alle Fotos prüfen“ in den Einstellungen sagt mehr.

viewer-info-when = Wann
viewer-info-file-says = Was die Datei sagt
viewer-info-age = Alter
viewer-info-camera = Kamera
viewer-info-exposure = Belichtung
viewer-info-flash = Blitz
viewer-flash-fired = ausgelöst
viewer-flash-not-fired = nicht ausgelöst
viewer-info-next-time = Beim nächsten Mal
viewer-info-look = Aussehen
viewer-info-length = Länge
viewer-info-size = Größe
viewer-pixels = { $width } × { $height } Pixel
viewer-info-file = Datei
viewer-info-format = Format
viewer-info-file-size = Dateigröße
viewer-size-bytes =
    { $count ->
        [one] { $count } Byte
       *[other] { $count } Byte
    }
viewer-size-kb = { $count } KB
viewer-size-mb-tenths = { $whole },{ $tenth } MB
viewer-size-mb = { $count } MB
viewer-info-ends-early = Das Ende der Datei fehlt
viewer-ends-early-photo = Ein Teil des Bildes kann grau sein. Wenn Sie es noch auf dem Handy haben, kopieren Sie es noch einmal.
viewer-ends-early-film = Der Film bricht vielleicht vor seinem Ende ab. Wenn Sie ihn noch auf dem Handy haben, kopieren Sie ihn noch einmal.
viewer-full-moment = { $date }, { $time } ({ $source })
viewer-format-raw = Kamera-Rohdaten
viewer-format-mp4 = MP4-Film
viewer-format-mov = QuickTime-Film
viewer-format-preview = { $name }, Vorschau einer Rohdatei
viewer-format-frame = { $name }, ein Bild daraus
viewer-format-not-shown = { $name }, ganz aufbewahrt, aber nicht gezeigt
viewer-copy-picture = Dieses Bild kopieren
viewer-copy-the-photo = Foto kopieren
viewer-copy-hint = Mit Ihrer Bearbeitung; ohne Datum, Ort und Kamera (Strg + C)
viewer-open-original = Original öffnen
viewer-open-original-hint = In dem Programm dieses Computers, das solche Fotos zeigt
viewer-show-in-folder = Im Ordner zeigen

viewer-look-as-taken = Wie aufgenommen
viewer-look-edited = Bearbeitet: { $changes }. Das Original ist unberührt.
viewer-look-brightness = Helligkeit { $amount }
viewer-look-contrast = Kontrast { $amount }
viewer-look-shadows = Schatten { $amount }
viewer-look-highlights = Lichter { $amount }
viewer-look-saturation = Sättigung { $amount }
viewer-look-warmth = Wärme { $amount }
viewer-look-noise = Körnung geglättet { $amount }
viewer-look-sharpness = Schärfe { $amount }
viewer-look-look = { $look } { $strength } %
viewer-look-mirrored = gespiegelt
viewer-look-right = nach rechts gedreht
viewer-look-half = auf den Kopf gedreht
viewer-look-left = nach links gedreht
viewer-look-straightened = gerade gerichtet
viewer-look-cropped = zugeschnitten

viewer-copy-about = Mit Ihrer Bearbeitung, als Datei für andere. Das Original bleibt im Tagebuch.
viewer-copy-save = Kopie speichern…
viewer-copy-size = Größe
viewer-copy-full = Volle Größe
viewer-copy-large = Groß
viewer-copy-messages = Für Nachrichten
viewer-copy-kind = Art der Datei
viewer-copy-jpeg = Kann überall gelesen werden. Im Zweifel nehmen Sie dies.
viewer-copy-png = Ohne jeden Verlust, und um ein Mehrfaches größer.
viewer-copy-webp = Kleiner, für das Internet.
viewer-copy-tells = Außer dem Bild verrät die Datei
viewer-copy-nothing = Nichts
viewer-copy-dates = Datum
viewer-copy-all = Kamera und Datum
viewer-copy-everything = Alles
viewer-copy-nothing-about = Nur das Bild: kein Datum, keine Kamera, kein Ort.
viewer-copy-dates-about = Wann es aufgenommen wurde. Keine Kamera, kein Ort.
viewer-copy-all-about = Was die Kamera geschrieben hat, aber nicht, wo es aufgenommen wurde.
viewer-copy-everything-about = Was die Kamera geschrieben hat. Wenn sie den Ort kannte, sieht jeder, der die Datei bekommt, wo Sie waren.
viewer-copy-file = { $name } – Kopie
viewer-copy-photo = Foto
viewer-film-file = Film

viewer-play-film = Film abspielen
viewer-play-film-length = Film abspielen, { $length }
viewer-play-hint = Eine Kopie öffnet sich im Abspielprogramm dieses Computers
viewer-film-title = Film speichern
viewer-film-about = Ganz, mit Bild und Ton wie aufgenommen. Das Original bleibt im Tagebuch.
viewer-film-tells = Außerdem verrät der Film
viewer-film-dates = Datum und Kamera
viewer-film-dates-about = Wann und womit er aufgenommen wurde. Der Ort wird herausgenommen, wenn die Kamera ihn geschrieben hat. Was zu sehen und zu hören ist, bleibt: Denken Sie an Hausnummern und Stimmen.
viewer-film-everything-about = Was die Kamera geschrieben hat. Wenn sie den Ort kannte, sieht jeder, der den Film bekommt, wo Sie waren.
viewer-film-save = Film speichern…

# Teile, aus denen jede Ansicht besteht.

widget-of = { $count } von { $all }
widget-changed = Geändert
widget-favourite = Liebling
widget-photo = Foto
widget-stop = Anhalten: { $title }
widget-messages = Meldungen
widget-message-close = Diese Meldung schließen
widget-search-clear = Suche leeren

widget-earlier = Frühere Worte
widget-earlier-when =
    { $place ->
        [here] Hier geschrieben, { $day }, { $time }
       *[there] Im anderen Tagebuch geschrieben, { $day }, { $time }
    }
widget-earlier-none = Keine Worte.
widget-earlier-use = Stattdessen dies verwenden

widget-crop = Zuschnitt
widget-crop-part = von { $left } % bis { $right } % in der Breite, von { $top } % bis { $bottom } % in der Höhe
widget-crop-inside = Was vom Foto bleibt
widget-crop-top = Obere Kante des Zuschnitts
widget-crop-bottom = Untere Kante des Zuschnitts
widget-crop-left = Linke Kante des Zuschnitts
widget-crop-right = Rechte Kante des Zuschnitts
widget-crop-top-left = Obere linke Ecke des Zuschnitts
widget-crop-top-right = Obere rechte Ecke des Zuschnitts
widget-crop-bottom-left = Untere linke Ecke des Zuschnitts
widget-crop-bottom-right = Untere rechte Ecke des Zuschnitts

widget-hint = Hinweis zum Licht dieses Fotos
widget-hint-away = Diesen Hinweis ausblenden
widget-hint-settings = In den Einstellungen lassen sich alle Hinweise verbergen

widget-light-none = Licht in diesem Foto: kein Foto
widget-light-dark = Licht in diesem Foto: überwiegend dunkel
widget-light-bright = Licht in diesem Foto: überwiegend hell
widget-light-middle = Licht in diesem Foto: überwiegend mittlere Töne
widget-light-spread = Licht in diesem Foto: verteilt von dunkel bis hell

widget-preset-use = Die Vorlage „{ $name }“ verwenden
widget-preset-remove = Die Vorlage „{ $name }“ entfernen

widget-slider-reset = { $label } zurücksetzen
widget-slider-number = { $label }, als Zahl
widget-degrees = { $sign }{ $whole },{ $tenth }°

widget-stepper-fewer = Weniger { $unit }
widget-stepper-more = Mehr { $unit }
widget-stepper-none = Weglassen

widget-tags = Stichwörter
widget-tag-new = Neues Stichwort
widget-tag-hint = Stichwort hinzufügen…
widget-tag-add = Das Stichwort „{ $tag }“ hinzufügen
widget-tag-remove = Das Stichwort „{ $tag }“ entfernen
widget-tag-too-long = Ein Stichwort hat höchstens { $most } Zeichen; das hier hat { $count }. Für mehr Worte ist in der Notiz Platz.
widget-tags-more = { $count } weitere
widget-tags-fewer = Weniger
