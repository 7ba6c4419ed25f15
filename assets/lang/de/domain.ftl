# Alter, und wie die Werte des Tagebuchs heißen.

age-born-today = heute geboren
age-days =
    { $days ->
        [one] { $days } Tag alt
       *[other] { $days } Tage alt
    }
age-weeks =
    { $weeks ->
        [one] { $weeks } Woche alt
       *[other] { $weeks } Wochen alt
    }
age-weeks-days =
    { $weeks ->
        [one] { $weeks } Woche
       *[other] { $weeks } Wochen
    }, { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    } alt
age-months =
    { $months ->
        [one] { $months } Monat alt
       *[other] { $months } Monate alt
    }
age-months-days =
    { $months ->
        [one] { $months } Monat
       *[other] { $months } Monate
    }, { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    } alt
age-years =
    { $years ->
        [one] { $years } Jahr alt
       *[other] { $years } Jahre alt
    }
age-years-months =
    { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    }, { $months ->
        [one] { $months } Monat
       *[other] { $months } Monate
    } alt
age-before-birth = vor der Geburt

# Das Alter allein, wo wenig Platz ist.
age-short-days =
    { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }
age-short-weeks =
    { $weeks ->
        [one] { $weeks } Woche
       *[other] { $weeks } Wochen
    }
age-short-weeks-days =
    { $weeks ->
        [one] { $weeks } Woche
       *[other] { $weeks } Wochen
    }, { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }
age-short-months =
    { $months ->
        [one] { $months } Monat
       *[other] { $months } Monate
    }
age-short-months-days =
    { $months ->
        [one] { $months } Monat
       *[other] { $months } Monate
    }, { $days ->
        [one] { $days } Tag
       *[other] { $days } Tage
    }
age-short-years =
    { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    }
age-short-years-months =
    { $years ->
        [one] { $years } Jahr
       *[other] { $years } Jahre
    }, { $months ->
        [one] { $months } Monat
       *[other] { $months } Monate
    }

# Vom errechneten Termin an gezählt; $age ist eines der kurzen Alter oben.
age-before-due-date =
    { $days ->
        [one] { $days } Tag vor dem errechneten Termin
       *[other] { $days } Tage vor dem errechneten Termin
    }
age-due-date-today = heute errechneter Termin
age-by-due-date = korrigiertes Alter { $age }

# Wie alt das Baby in einem Monat war: von seinem ersten Tag bis zum letzten.
age-month-first =
    { $weeks ->
        [0] die ersten Tage
        [one] die erste Woche
       *[other] die ersten { $weeks } Wochen
    }
age-month-weeks-span = { $from } bis { $to } Wochen alt
age-month-months-span = { $from } bis { $to } Monate alt
age-month-years-span = { $from } bis { $to } Jahre alt

age-month-before-due-date = vor dem errechneten Termin
age-month-due-date = errechneter Termin am { $day }
age-month-up-to-weeks =
    { $weeks ->
        [one] bis { $weeks } Woche
       *[other] bis { $weeks } Wochen
    }
age-month-short-weeks-span = { $from } bis { $to } Wochen
age-month-short-months-span = { $from } bis { $to } Monate
age-month-short-years-span = { $from } bis { $to } Jahre

baby-name-missing = Bitte schreiben Sie den Namen des Babys.
baby-name-long = Dieser Name hat mehr als { $most } Buchstaben. Bitte kürzen Sie ihn.
baby-due-date-far = Der errechnete Termin liegt mehr als fünf Monate vom Geburtstag entfernt. Bitte prüfen Sie beide.

hint-flash = Mit Blitz: Licht vom Fenster weckt niemanden.
hint-long-exposure = Lange belichtet ({ $time }): Ellbogen auflegen, dann wird es scharf.
hint-soft = Etwas weich: vor dem Auslösen aufs Gesicht tippen und stillhalten.
hint-dark = Recht dunkel: Eine angelehnte Tür reicht oft, und „Bearbeiten“ hellt es auf.
hint-clipped = Sehr helle Stellen: darauf tippen, dann nimmt die Kamera weniger Licht.
hint-high-iso = ISO { $iso }, daher etwas körnig: Mehr Licht in der Nähe macht es glatter.
hint-decimal-point = ,

look-warm-night = Warme Nacht
look-soft = Sanft
look-black-and-white = Schwarz-Weiß
look-sepia = Sepia
look-unknown = „{ $text }“ ist kein bekannter Look

id-unknown = „{ $text }“ ist keine Kennung. Kennungen sehen aus wie 01936b1e-0000-7000-8000-000000000003; „smilekeep list“ zeigt sie.
inbox-source-unknown = „{ $text }“ ist keine bekannte Herkunft von Fotos
inbox-state-unknown = „{ $text }“ ist kein bekanntes Wort über ein wartendes Foto
fingerprint-unknown = „{ $text }“ ist kein SHA-256-Fingerabdruck
photo-format-unknown = „{ $text }“ ist kein bekanntes Fotoformat
shows-unknown = „{ $text }“ ist keine bekannte Art von Bild

paper-us-letter = US Letter
paper-square = Quadrat 21 cm
paper-unknown = „{ $text }“ ist kein bekanntes Papier. Wählen Sie a4, letter, a5, square, 10x15 oder 13x18.

milestone-suggestion-smile-asleep = Erstes Lächeln im Schlaf
milestone-suggestion-smile-at-us = Erstes Lächeln für uns
milestone-suggestion-laugh = Erstes Lachen
milestone-suggestion-home = Endlich zu Hause
milestone-suggestion-bath = Erstes Bad
milestone-suggestion-walk = Erster Spaziergang
milestone-suggestion-hands = Die eigenen Hände entdeckt
milestone-suggestion-head = Den Kopf gehalten
milestone-suggestion-own-bed = Im eigenen Bett geschlafen
milestone-suggestion-grandparents = Die Großeltern kennengelernt
milestone-suggestion-tooth = Erster Zahn
milestone-suggestion-food = Erster Löffel Brei
milestone-suggestion-rolled = Sich umgedreht
milestone-suggestion-journey = Erste Reise
milestone-title-missing = Bitte geben Sie dem Meilenstein einen Titel.
milestone-title-long = Dieser Titel hat mehr als { $most } Buchstaben. Schreiben Sie den Rest in die Notiz.

moment-source-typed-in = von Ihnen eingetragen
moment-source-camera = von der Kamera
moment-source-satellite = aus der Satellitenzeit im Foto
moment-source-sidecar = aus der Begleitdatei des Fotoprogramms
moment-source-takeout = aus den Notizen von Google Fotos
moment-source-file-name = aus dem Dateinamen
moment-source-file-date = vom Datum der Datei, bitte prüfen
moment-source-added = Zeit des Hinzufügens, bitte prüfen
moment-source-unknown = „{ $text }“ ist keine bekannte Herkunft einer Zeit

month-unknown = „{ $text }“ ist kein Monat. Schreiben Sie Jahr und Monat, zum Beispiel 2026-11.

preset-name-missing = Bitte geben Sie der Vorlage einen Namen.
preset-name-long = Der Name hat mehr als { $most } Buchstaben.

sleep-active = Schläft, bewegt sich
sleep-quiet = Schläft ruhig
sleep-drowsy = Schläfrig
sleep-awake = Wach
sleep-unknown = „{ $text }“ ist kein Schlafzustand. Wählen Sie eines davon: { $known }.
smile-spontaneous = Von selbst
smile-social = Als Antwort
smile-unsure = Unsicher
smile-unknown = „{ $text }“ ist keine Art von Lächeln. Wählen Sie eine davon: { $known }.
strength-subtle = Zart
strength-pronounced = Deutlich
strength-unknown = „{ $text }“ ist keine Stärke eines Lächelns. Wählen Sie eine davon: { $known }.

tag-suggestion-feed = nach dem Füttern
tag-suggestion-voice = Stimme
tag-suggestion-touch = Berührung
tag-suggestion-sound = Geräusch
tag-suggestion-diaper = frische Windel
tag-suggestion-held = auf dem Arm
tag-suggestion-waking = kurz vor dem Aufwachen
tag-suggestion-music = Musik
tag-suggestion-bath = Bad
tag-suggestion-outdoors = draußen
# Felder für einen Tag und eine Uhrzeit.

date-field-hint = etwa { $date }
date-field-pick = Tag wählen für „{ $label }“
date-field-calendar = Kalender für „{ $label }“
time-field-hint = 3:10, letzte Nacht 2 Uhr
time-field-morning = { $time }, morgens
time-field-afternoon = { $time }, nachmittags
time-field-evening = { $time }, abends
time-field-night = { $time }, nachts

date-slip-year-short = Bitte schreiben Sie das Jahr mit vier Ziffern, zum Beispiel { $date }.
date-slip-either = Das könnte { $one } oder { $other } sein. Bitte schreiben Sie den Monat in Buchstaben.
date-slip-unclear = Bitte schreiben Sie das Datum wie { $date } oder 3.11.2026.
date-slip-year = Bitte prüfen Sie das Jahr { $year } und schreiben Sie es mit vier Ziffern.
date-slip-no-day = Diesen Tag gibt es nicht. Bitte prüfen Sie Tag und Monat.
time-slip-unclear = Bitte schreiben Sie die Zeit wie 3:10 oder 3 Uhr 10.
time-slip-range = Ein Tag hat die Stunden 0 bis 23 und die Minuten 0 bis 59.
time-slip-spoken = Bitte schreiben Sie die Zeit wie 3:10, 15 Uhr, letzte Nacht 2 Uhr oder gestern 14:00.
# Dateien, die nicht gelesen oder geschrieben werden konnten. $action ist, was versucht wurde.
storage-failed =
    { $action ->
        [read] „{ $path }“ konnte nicht gelesen werden: { $cause }
        [write] „{ $path }“ konnte nicht geschrieben werden: { $cause }
        [list] was in „{ $path }“ liegt, konnte nicht aufgelistet werden: { $cause }
        [lock] „{ $path }“ konnte nicht gesperrt werden: { $cause }
        [protect] „{ $path }“ konnte nicht geschützt werden: { $cause }
        [remove] „{ $path }“ konnte nicht entfernt werden: { $cause }
        [create-folder] der Ordner „{ $path }“ konnte nicht angelegt werden: { $cause }
        [save-folder] der Ordner „{ $path }“ konnte nicht gesichert werden: { $cause }
        [set-aside] „{ $path }“ konnte nicht beiseitegelegt werden: { $cause }
       *[write-into] in „{ $path }“ konnte nicht geschrieben werden: { $cause }
    }
storage-disk-full = der Datenträger ist voll
storage-read-only = der Datenträger ist schreibgeschützt
storage-not-allowed = Sie dürfen das nicht
storage-missing = sie ist nicht da
storage-already-there = es gibt sie schon
storage-not-a-file = es ist keine gewöhnliche Datei
storage-too-large = sie ist zu groß

# Die Datenbank des Tagebuchs.
store-not-upgraded = das Tagebuch konnte nicht auf den neuen Stand gebracht werden: { $cause }
store-bad-value = ein gespeicherter Wert konnte nicht gelesen werden ({ $place }): { $reason }
store-copy-damaged = die Kopie des Tagebuchs ist beschädigt ({ $reason })
store-sqlite-old = dieses Programm enthält SQLite { $version }, das Daten verlieren kann; nötig ist 3.51.3 oder neuer
store-disk-full = Der Datenträger ist voll. Schaffen Sie etwas Platz und versuchen Sie es noch einmal; alles zuvor Gespeicherte ist sicher.
store-read-only = In das Tagebuch kann nicht geschrieben werden: Sein Ordner oder Laufwerk ist schreibgeschützt oder nicht da.
store-busy = Ein anderes Programm arbeitet gerade mit dem Tagebuch. Schließen Sie es und versuchen Sie es noch einmal.
store-damaged = Die Datei des Tagebuchs ist beschädigt; Ihre Fotos sind unberührt. Es lässt sich aus seinen Kopien wieder zusammensetzen: Wählen Sie im Fenster „Tagebuch reparieren“ oder rufen Sie auf: smilekeep repair.
store-drive-error = Das Laufwerk mit dem Tagebuch meldet einen Fehler. Prüfen Sie das Laufwerk und versuchen Sie es noch einmal.
store-failed = Das Tagebuch konnte nicht gelesen oder geschrieben werden ({ $error }).
store-version = seine Version ist { $version }
store-bytes-in-words = zwischen seinen Worten stehen andere Daten
store-no-path = { $kind } ist kein Pfad
watch-kind-unknown = „{ $text }“ ist keine Art von Ordner
watch-state-unknown = „{ $text }“ sagt nichts über eine Datei
merge-two-babies = Zwei Babys des anderen Tagebuchs können hier nicht ein und dasselbe sein. Wählen Sie noch einmal.
merge-changed = Das Tagebuch wurde inzwischen geändert. Versuchen Sie es noch einmal.
merge-cancelled = Angehalten. Was bisher geholt wurde, bleibt, und beim nächsten Mal geht es von dort weiter.
library-newer = Diese Bibliothek stammt von einem neueren Smilekeep. Sie können alles ansehen; zum Hinzufügen und Ändern aktualisieren Sie dieses Programm.
library-read-only = In den Ordner dieser Bibliothek kann nicht geschrieben werden. Sie können alles ansehen; zum Hinzufügen und Ändern machen Sie den Ordner oder das Laufwerk beschreibbar und starten neu.
library-missing = Der Ordner der Bibliothek „{ $path }“ ist nicht da. Falls er auf einem Laufwerk ist, schließen Sie es an und versuchen Sie es noch einmal; oder wählen Sie einen anderen Ordner.
library-not-a-folder = „{ $path }“ ist eine Datei, kein Ordner. Wählen Sie den Ordner der Bibliothek.
library-not-a-library = „{ $path }“ ist keine Bibliothek von Smilekeep. Wählen Sie den Ordner einer Bibliothek oder einen leeren Ordner für eine neue.
library-journal-missing = Der Bibliothek „{ $path }“ fehlt ihr Tagebuch (journal.sqlite). Ihre Fotos sind noch in ihrem Ordner „photos“. Das Tagebuch lässt sich aus seinen Kopien wieder zusammensetzen: Wählen Sie im Fenster „Tagebuch reparieren“ oder rufen Sie auf: smilekeep repair.
library-newer-no-repair = Die Bibliothek „{ $path }“ stammt von einem neueren Smilekeep. Es gibt nichts zu reparieren; aktualisieren Sie dieses Programm.
library-in-use = Die Bibliothek „{ $path }“ ist schon in einem anderen Fenster von Smilekeep geöffnet. Schließen Sie zuerst jenes.
library-journal-failed = Das Tagebuch von „{ $path }“ konnte nicht geöffnet werden. { $reason }
library-not-prepared = Die Bibliothek konnte nicht vorbereitet werden: { $cause }.
store-not-found =
    { $what ->
        [baby] dieses Baby ist nicht mehr im Tagebuch
       *[entry] dieser Eintrag ist nicht mehr im Tagebuch
        [folder] dieser Ordner ist nicht mehr im Tagebuch
        [milestone] dieser Meilenstein ist nicht mehr im Tagebuch
        [photo] dieses Foto ist nicht mehr im Tagebuch
        [preset] diese Vorlage ist nicht mehr im Tagebuch
        [earlier-note] diese frühere Notiz ist nicht mehr im Tagebuch
        [waiting-photo] dieses wartende Foto ist nicht mehr im Tagebuch
    }
