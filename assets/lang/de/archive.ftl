# Sicherungen, Prüfen, Heilen, Zusammenführen, Mitnehmen und Hereinholen.

archive-list = { $first } und { $last }

archive-original-damaged = Das Original ist beschädigt
archive-original-missing = Das Original fehlt
archive-original-unreadable = Das Original lässt sich nicht lesen

archive-verify-missing = { $name }: Das Original fehlt („{ $path }“). Fügen Sie das Foto noch einmal hinzu, vom Telefon oder aus einer Sicherung, dann ist der Schaden behoben.
archive-verify-changed = { $name }: Das Original ist beschädigt („{ $path }“). Fügen Sie das Foto noch einmal hinzu, vom Telefon oder aus einer Sicherung, dann ist der Schaden behoben.
archive-verify-unreadable = { $name }: Das Original ließ sich nicht lesen ({ $reason }). Prüfen Sie das Laufwerk.
archive-verify-orphan = „{ $path }“ ist ein Foto ohne Eintrag. Beim nächsten Start des Fensters bekommt es einen.
archive-verify-leftover = „{ $path }“ wurde nie fertig. Beim nächsten Start des Fensters wird es entfernt.
archive-verify-journal = Die Datei des Tagebuchs ist beschädigt ({ $reason }). Holen Sie sie aus einer Sicherung zurück.

archive-heal-missing = { $name }: Das Original fehlt. In der Sicherung „{ $backup }“ ist es unversehrt.
archive-heal-changed = { $name }: Das Original ist beschädigt. In der Sicherung „{ $backup }“ ist es unversehrt.
archive-heal-unreadable = { $name }: Das Original ließ sich nicht lesen ({ $reason }). In der Sicherung „{ $backup }“ ist es unversehrt.
archive-heal-copy-damaged = Auch die Kopie in der Sicherung ist beschädigt
archive-heal-failed = { $name } ließ sich nicht zurückholen: { $reason }.

archive-backup-not-empty = In „{ $path }“ liegt schon anderes. Wählen Sie einen leeren Ordner oder den einer früheren Sicherung.
archive-backup-inside-library = Eine Sicherung in der Bibliothek ginge mit ihr verloren. Wählen Sie einen Ordner auf einem anderen Laufwerk.
archive-backup-of-another = „{ $path }“ ist die Sicherung einer anderen Bibliothek. Wählen Sie einen anderen Ordner, damit beide erhalten bleiben.
archive-backup-none = „{ $path }“ ist keine Sicherung von Smilekeep, oder die erste Sicherung wurde nie fertig.
archive-backup-newer = Diese Sicherung stammt von einem neueren Smilekeep. Aktualisieren Sie das Programm, um sie zu verwenden.
archive-backup-locked = Die Sicherung in „{ $path }“ ist verschlossen. Holen Sie sie zuerst mit ihrer Passphrase in einen eigenen Ordner zurück, und wählen Sie hier diesen Ordner.
archive-backup-not-locked = In „{ $path }“ liegt eine Sicherung ohne Passphrase. Wählen Sie für die verschlossene einen anderen Ordner.
archive-backup-wrong-passphrase = Das ist nicht die Passphrase dieser Sicherung. Es wurde nichts verändert; versuchen Sie es noch einmal.
archive-backup-short-passphrase = Diese Passphrase ist zu kurz, um jemanden abzuhalten. Nehmen Sie vier Wörter oder mehr, die niemand erraten würde.
archive-backup-cancelled = Angehalten. Was schon kopiert ist, bleibt; die nächste Sicherung macht dort weiter.
archive-backup-not-whole = Diese Sicherung ist nicht vollständig: { $findings }.
archive-backup-and-more = { $findings }; und { $count } mehr
archive-backup-missing = { $name } fehlt
archive-backup-damaged = { $name } ist beschädigt
archive-backup-unreadable = { $name } ließ sich nicht lesen ({ $reason })
archive-backup-no-name = „{ $name }“ ist nicht der Name eines Fotos
archive-backup-list-unreadable = Das Inhaltsverzeichnis lässt sich nicht lesen ({ $reason })
archive-backup-journal-outside = Das Inhaltsverzeichnis nennt ein Tagebuch außerhalb der Sicherung
archive-backup-no-id = die Bibliothek nennt ihre Kennung nicht
archive-locked-unreadable = „{ $name }“ in „{ $place }“ ließ sich nicht lesen ({ $reason }). Prüfen Sie das Laufwerk oder die Verbindung, und versuchen Sie es noch einmal.
archive-locked-key-damaged = Der Schlüssel (key.age, key-copy.age) ist beschädigt
archive-locked-damaged-because = { $name } ist beschädigt ({ $reason })
archive-locked-not-written = Der Inhalt von „{ $name }“ ließ sich nicht schreiben ({ $reason }). Schaffen Sie etwas Platz, und versuchen Sie es noch einmal.
archive-locked-list-missing = es fehlt

archive-merge-itself = „{ $path }“ ist genau diese Bibliothek. Wählen Sie den Ordner der anderen.
archive-merge-newer = „{ $path }“ stammt von einem neueren Smilekeep. Aktualisieren Sie das Programm, und versuchen Sie es noch einmal.
archive-merge-theirs = Das Tagebuch in „{ $path }“ ließ sich nicht lesen. { $sentence }
archive-merge-version-0 = seine Version ist 0
archive-merge-not-copied = { $name }: { $reason }. Sein Platz bleibt frei; fügen Sie das Foto noch einmal hinzu, oder führen Sie noch einmal zusammen, sobald es dort wieder unversehrt ist
archive-merge-nothing = Alles aus dem anderen Tagebuch ist schon hier.
archive-merge-new = Neu: { $list }.
archive-merge-changed = Dort neuer: { $list }.
archive-merge-joined = In beiden gleich und von jetzt an eins: { $list }.
archive-merge-trashed = Dort entfernt und hier im Papierkorb: { $list }.
archive-merge-kept-both =
    { $count ->
        [one] Eine Sache haben Sie beide geändert: Gezeigt werden die späteren Worte, die anderen bleiben unter „Frühere Worte“.
       *[other] { $count } Dinge haben Sie beide geändert: Gezeigt werden die späteren Worte, die anderen bleiben unter „Frühere Worte“.
    }
archive-merge-babies =
    { $count ->
        [one] { $count } Baby
       *[other] { $count } Babys
    }
archive-merge-entries =
    { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    }
archive-merge-photos =
    { $count ->
        [one] { $count } Foto
       *[other] { $count } Fotos
    }
archive-merge-edited-photos =
    { $count ->
        [one] { $count } bearbeitetes Foto
       *[other] { $count } bearbeitete Fotos
    }
archive-merge-milestones =
    { $count ->
        [one] { $count } Meilenstein
       *[other] { $count } Meilensteine
    }
archive-merge-presets =
    { $count ->
        [one] { $count } Vorlage
       *[other] { $count } Vorlagen
    }
archive-merge-pages =
    { $count ->
        [one] { $count } Seite
       *[other] { $count } Seiten
    }

archive-export-not-empty = In „{ $path }“ liegt schon anderes. Wählen Sie einen leeren Ordner oder einen neuen Namen.
archive-export-taken = „{ $path }“ gibt es schon. Wählen Sie einen anderen Namen.
archive-export-inside-library = In der Bibliothek würde sich der Export mit ihr vermischen. Wählen Sie einen Ordner an anderer Stelle.
archive-export-stopped-folder = Angehalten. Was schon geschrieben ist, liegt in „{ $path }“ und ist als unfertig gekennzeichnet; ein Export in denselben Ordner macht dort weiter.
archive-export-stopped-zip = Angehalten. Es ist keine Datei zurückgeblieben.
archive-export-not-written = Der Export ließ sich nicht schreiben: { $cause }.
archive-export-unsound = Der Export ließ sich nicht zusammenstellen ({ $cause }).
archive-export-left-out = { $name }: { $reason }. Fügen Sie das Foto noch einmal hinzu, vom Telefon oder aus einer Sicherung, und exportieren Sie dann noch einmal.
archive-export-no-edited = { $name }: Eine bearbeitete Kopie war nicht möglich ({ $reason }). Das Original ist dabei.
archive-export-no-picture = { $name }: Ein Bild für die Seiten war nicht möglich ({ $reason }). Das Original ist dabei.
archive-export-note = Dieser Export wurde nicht fertig: Es fehlen Fotos oder Worte.
archive-export-note-again = Exportieren Sie noch einmal in diesen Ordner, dann geht es hier weiter. Diese Notiz verschwindet, wenn alles da ist.

archive-page-title = Lächeln im Schlaf
archive-page-title-one = { $name }: Lächeln im Schlaf
archive-page-title-many = { $names } und { $last }: Lächeln im Schlaf
archive-page-counts = { $entries }, { $photos }, { $milestones }. Geschrieben am { $day }.
archive-page-entries =
    { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    }
archive-page-photos =
    { $count ->
        [one] { $count } Foto
       *[other] { $count } Fotos
    }
archive-page-milestones =
    { $count ->
        [one] { $count } Meilenstein
       *[other] { $count } Meilensteine
    }
archive-page-milestones-by-age =
    { $count ->
        [one] { $count } Meilenstein
       *[other] { $count } Meilensteine nach Alter
    }
archive-page-seconds =
    { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    }
archive-page-months = Monat für Monat
archive-page-all-months = Alle Monate
archive-page-milestones-title = Meilensteine
archive-page-milestone = Meilenstein
archive-page-favourite = Liebling
archive-page-kind =
    { $kind ->
        [spontaneous] Lächeln von selbst
        [social] Lächeln als Antwort
       *[unsure] Lächeln, Art unsicher
    }
archive-page-lost = { $name }: Das Original war beschädigt oder fehlte
archive-page-about = Was in diesem Ordner liegt
archive-page-about-originals = Jedes Foto, wie es aus der Kamera kam, Bit für Bit, nach Jahr und Monat.
archive-page-about-edited = Kopien der Fotos, die Sie bearbeitet haben, mit Ihren Änderungen, als JPEG.
archive-page-about-entries = Alle Einträge als Tabelle für jede Tabellenkalkulation (auf Englisch).
archive-page-about-milestones = Alle Meilensteine als Tabelle (auf Englisch).
archive-page-about-journal = Alles, was geschrieben wurde, für Programme. Smilekeep holt aus diesem Ordner alles wieder herein.

archive-kind-export = ein Export von Smilekeep
archive-kind-day-one = ein Tagebuch aus Day One
archive-kind-takeout = ein Google Takeout
archive-kind-baby-buddy = Tabellen aus Baby Buddy
archive-kind-photos = ein Ordner mit Fotos und Filmen
archive-import-broken-zip = „{ $path }“ ist kein Zip-Archiv, das sich lesen lässt ({ $reason }). Laden oder kopieren Sie es noch einmal.
archive-zip-no-end = das Ende fehlt
archive-zip-end-damaged = das Ende ist beschädigt
archive-zip-list-damaged = das Inhaltsverzeichnis ist beschädigt
archive-zip-two-ends = es hat zwei Enden
archive-import-too-many = In „{ $path }“ liegen mehr als { $count } Dateien, mehr als in jedem Tagebuch. Entpacken Sie es, und holen Sie die Ordner einzeln herein.
archive-import-bomb = „{ $path }“ entfaltet sich ohne Ende: Es wurde gemacht, um zu schaden. Es wurde wieder weggelegt.
archive-import-nothing = In „{ $path }“ ist nichts zum Hereinholen: keine Fotos, keine Filme, kein Export von Smilekeep, kein Tagebuch aus Day One, keine Tabelle aus Baby Buddy.
archive-import-all-left-out = In „{ $path }“ ist nichts, was sich hereinholen lässt: { $first }
archive-import-archives = In „{ $path }“ liegen Zip-Archive. Wählen Sie eines davon, oder entpacken Sie zuerst alle in diesen Ordner.
archive-import-unfinished = Der Export in „{ $path }“ wurde nie fertig. Exportieren Sie noch einmal in denselben Ordner, und holen Sie ihn dann herein.
archive-import-newer = Dieser Export stammt von einem neueren Smilekeep. Aktualisieren Sie das Programm, um ihn hereinzuholen.
archive-import-words = „{ $name }“ lässt sich nicht lesen: { $reason }. Exportieren Sie es dort, woher es kommt, noch einmal.
archive-import-no-export = Es ist kein Export von Smilekeep
archive-import-no-date = Es nennt ein Datum, das kein Tagebuch haben kann
archive-import-tags = Ein Eintrag hat mehr Stichworte, als jemand vergibt
archive-import-no-table = Es ist keine Tabelle aus Baby Buddy
archive-import-day-one-entry = Eintrag { $number } in „{ $name }“ hat keine lesbare Kennung oder kein lesbares Datum.
archive-import-row = Zeile { $row } in „{ $name }“ lässt sich nicht lesen ({ $reason }).
archive-import-row-no-time = Zeile { $row } in „{ $name }“ hat keine lesbare Zeit.
archive-import-more = … und mehr davon.
archive-import-library = „{ $name }“ ist eine Bibliothek von Smilekeep oder ihre Sicherung: Öffnen Sie sie oder holen Sie sie zurück, exportieren Sie sie, und holen Sie den Export herein.
archive-import-link = „{ $name }“ ist eine Verknüpfung nach anderswo; ihr wurde nicht gefolgt.
archive-import-too-deep = „{ $name }“ liegt zu tief; dort wurde nicht nachgesehen.
archive-import-twice =
    { $count ->
        [one] { $count } Datei in diesem Archiv heißt wie eine andere; von jedem Namen lässt sich nur eine lesen.
       *[other] { $count } Dateien in diesem Archiv heißen wie andere; von jedem Namen lässt sich nur eine lesen.
    }
archive-import-not-found = Eine Datei in diesem Archiv ist nicht zu finden ({ $reason }).
archive-import-not-unpacked = „{ $name }“ lässt sich nicht entpacken.
archive-import-not-unpacked-because = „{ $name }“ lässt sich nicht entpacken ({ $reason }).
archive-import-file-bomb = „{ $name }“ entfaltet sich ohne Ende und blieb deshalb draußen.
archive-import-file-lies = „{ $name }“ ist nicht so lang, wie das Archiv sagt, und blieb draußen.
archive-import-file-unreadable = „{ $name }“ lässt sich nicht lesen ({ $reason }).
archive-import-file-long = „{ $name }“ ist länger als { $megabytes } MB und blieb draußen.
archive-left-out-outside = „{ $name }“ zeigt auf einen Ort außerhalb des Archivs und blieb draußen.
archive-left-out-backslash = „{ $name }“ hat einen Backslash im Namen und blieb draußen.
archive-left-out-long-name = „{ $name }“ hat einen längeren Namen, als ein Laufwerk annimmt, und blieb draußen.
archive-left-out-odd-name = „{ $name }“ hat keinen richtigen Namen und blieb draußen.
archive-left-out-no-file = „{ $name }“ ist eine Verknüpfung oder ein Gerät, keine Datei, und blieb draußen.
archive-left-out-password = „{ $name }“ ist mit einem Passwort verschlossen und blieb draußen.
