# Was das Programm über seine Arbeit sagt: Meldungen, Aufgaben, Berichte.

# Laufende Aufgaben.
task-exporting = Alles wird herauskopiert
task-looking = Es wird nachgesehen, was da ist
task-bringing-in = Wird hereingeholt
task-good-light = Gutes Licht wird gesucht
task-keeping-photos = Fotos werden behalten
task-adding-photos = Fotos werden hinzugefügt
task-adding-picture = Das Bild wird hinzugefügt
task-backing-up = Sicherung läuft
task-taking-back = Die Sicherung wird zurückgeholt
task-checking-backup = Sicherung wird geprüft
task-checking-library = Bibliothek wird geprüft
task-putting-back = Fotos werden zurückgeholt
task-book = Das Buch entsteht
task-copying-photo = Das Foto wird kopiert
task-saving-copy = Eine Kopie wird gespeichert
task-saving-copies = Kopien werden gespeichert
task-saving-film = Der Film wird gespeichert
task-saving-page = Die Seite wird gespeichert
task-printing-page = Die Seite wird gedruckt
task-printers = Drucker werden gesucht
task-tray = Wartende Fotos werden durchgesehen
task-journal = Das Tagebuch wird gepflegt
task-library = Die Bibliothek wird gepflegt
task-merge-looking = Das andere Tagebuch wird angesehen
task-merge-photos = Fotos werden geholt
task-merge-words = Worte werden geholt

# The window is to close while work goes on, and the start after that.
closing-adding = { $kept } von { $total } Fotos sind im Tagebuch.
closing-work = „{ $task }“ ist noch nicht fertig.
closing-again = Schließen Sie das Fenster noch einmal, um hier aufzuhören.
closing-again-adding = Schließen Sie das Fenster noch einmal, um hier aufzuhören; was im Tagebuch ist, bleibt.
adding-left-over = Beim letzten Mal wurde das Hinzufügen von Fotos abgebrochen: { $kept } von { $total } sind angekommen. Fügen Sie sie noch einmal hinzu, um die übrigen zu haben; was schon da ist, kommt nicht doppelt.

# Von mehreren Teilen gesagt.
app-undo = Rückgängig
app-undo-this = Rückgängig
app-no-threads = Dem Computer fehlt gerade die Kraft dafür ({ $error }). Schließen Sie andere Programme und versuchen Sie es noch einmal.
app-broken = Im Programm ist etwas schiefgegangen ({ $words }). Nichts Gespeichertes ging verloren.
app-photo-gone = Dieses Foto ist nicht mehr im Tagebuch.
app-film-gone = Dieser Film ist nicht mehr im Tagebuch.
app-no-baby-photos = In diesem Tagebuch gibt es noch kein Baby. Fügen Sie erst eines hinzu, dann die Fotos.
app-no-baby-entry = In diesem Tagebuch gibt es noch kein Baby. Fügen Sie erst eines hinzu, dann den Eintrag.
app-no-baby-milestone = In diesem Tagebuch gibt es noch kein Baby. Fügen Sie erst eines hinzu, dann den Meilenstein.
app-words-coming = Einen Moment: Die Worte des anderen Tagebuchs kommen gerade herein.
app-change-unsaved = Ihre letzte Änderung konnte nicht gespeichert werden. Schaffen Sie etwas Platz oder machen Sie die Bibliothek beschreibbar, und versuchen Sie es dann noch einmal.
save-saved = Gespeichert
save-saving = Speichert…
save-failed = Nicht gespeichert

# Alles heraus, und etwas herein.
export-done = Alles liegt in „{ $path }“.
export-damaged = Kopiert, bis auf das, was hier beschädigt ist

# Sicherung.
backup-locked = Die Sicherung ist verschlossen. Schreiben Sie hier ihre Passphrase.
backup-damaged = Gesichert, bis auf das, was hier beschädigt ist
backup-whole =
    { $count ->
        [one] Das Foto und alle Worte in der Sicherung sind unversehrt
       *[other] Alle { $count } Fotos und alle Worte in der Sicherung sind unversehrt
    }
backup-not-whole = Die Sicherung ist nicht vollständig; „Jetzt sichern“ bringt sie in Ordnung
backup-now = Jetzt sichern
backup-choose-folder = Ordner wählen
backup-reminder = Die letzte Sicherung ist { $days } Tage alt. Ist das Laufwerk zur Hand?
backup-never = Ihre Fotos sind nur auf diesem Computer. Ein zweites Laufwerk würde sie bewahren.
backup-done-words = Gesichert. Alle Fotos waren schon da; die Worte sind neu.
backup-done =
    { $count ->
        [one] Gesichert, mit einem neuen Foto.
       *[other] Gesichert, mit { $count } neuen Fotos.
    }

# Seiten und Bücher.
page-not-ready = Die Seite ist noch nicht fertig.
page-stopped = Angehalten. Es wurde keine Seite gespeichert.
page-not-saved = Die Seite wurde nicht gespeichert: { $error }. Wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.
page-not-printed = Die Seite wurde nicht gedruckt: { $error }.
page-saved = Gespeichert als „{ $path }“.
saved-show-in-folder = Im Ordner zeigen
page-printed = Die Seite ist unterwegs zum Drucker.
book-stopped = Angehalten. Es wurde kein Buch gespeichert.
book-not-saved = Das Buch wurde nicht gespeichert: { $error }. Wählen Sie einen anderen Ordner und versuchen Sie es noch einmal.

# Die Kamera.
camera-full = Es warten so viele Fotos, wie warten können. Behalten oder verwerfen Sie diese, dann geht es weiter.
camera-full-watching = Es warten so viele Fotos, wie warten können; weitere werden nicht aufgenommen. Behalten oder verwerfen Sie diese.
camera-photo-name = Kamera { $time }
camera-photo-name-burst = Kamera { $time } { $number }
camera-thrown-away =
    { $count ->
        [one] { $count } Foto verworfen.
       *[other] { $count } Fotos verworfen.
    }
camera-bring-back = Zurückholen
camera-drawn = Gezeichnete Kamera
camera-timer-off = Kein Timer
camera-timer-3 = 3 Sekunden
camera-timer-10 = 10 Sekunden
camera-unnamed = Die Kamera
camera-nonsense = sie meldet etwas, das keinen Sinn ergibt

# Fotos kommen herein.
added-already = „{ $name }“ ist schon im Tagebuch.
added-photos =
    { $photos ->
        [one] { $photos } Foto hinzugefügt.
       *[other] { $photos } Fotos hinzugefügt.
    }
added-films =
    { $films ->
        [one] { $films } Film hinzugefügt.
       *[other] { $films } Filme hinzugefügt.
    }
added-both =
    { $photos ->
        [one] { $photos } Foto
       *[other] { $photos } Fotos
    } und { $films ->
        [one] { $films } Film
       *[other] { $films } Filme
    } hinzugefügt.
adding-refused =
    { $count ->
        [one] { $count } konnte nicht hinzugefügt werden. { $name }
       *[other] { $count } konnten nicht hinzugefügt werden. { $name }
    }
adding-megabytes = { $name }, { $copied } von { $of } MB

# Kopien für andere.
copy-picture-failed = „{ $name }“ konnte nicht kopiert werden: Das Original lässt sich gerade nicht lesen.
copy-not-made = Von „{ $name }“ konnte keine Kopie gemacht werden: { $error }.
copy-not-saved = Es wurde keine Kopie gespeichert: { $error }. Wählen Sie einen anderen Ordner.
copy-of-not-saved = Von „{ $name }“ wurde keine Kopie gespeichert: { $error }.
copy-saved = Eine Kopie gespeichert als „{ $path }“.
film-megabytes = { $name }, in MB
film-saved = Der Film ist gespeichert als „{ $path }“.
film-saved-place = Der Film ist gespeichert als „{ $path }“. Seine Kamera hat neben die Bilder mehr geschrieben, als durchgesehen werden konnte; darin kann noch stehen, wo Sie waren.
film-stopped = Der Film wurde nicht gespeichert: Sie haben es angehalten.
copies-saved =
    { $count ->
        [0] Keine Kopie liegt in „{ $folder }“.
        [one] { $count } Kopie liegt in „{ $folder }“.
       *[other] { $count } Kopien liegen in „{ $folder }“.
    }
copies-saved-stopped =
    { $count ->
        [0] Keine Kopie liegt in „{ $folder }“. Die anderen wollten Sie nicht mehr.
        [one] { $count } Kopie liegt in „{ $folder }“. Die anderen wollten Sie nicht mehr.
       *[other] { $count } Kopien liegen in „{ $folder }“. Die anderen wollten Sie nicht mehr.
    }
copies-saved-heading =
    { $count ->
        [0] Keine Kopie liegt in „{ $folder }“
        [one] { $count } Kopie liegt in „{ $folder }“
       *[other] { $count } Kopien liegen in „{ $folder }“
    }

# Einträge, Meilensteine und Bearbeitungen.
editor-no-films = Ein Film bleibt, wie er aufgenommen wurde. Nur Fotos lassen sich hier bearbeiten.
entry-trashed = Der Eintrag ist im Papierkorb. Dort bleibt er 30 Tage.
milestone-trashed = Der Meilenstein ist im Papierkorb.
milestone-untitled = Ein Tag zum Erinnern

# Alle Originale prüfen.
check-stopped = Die Prüfung wurde vor dem Ende angehalten
check-no-photos = Es gibt noch keine Fotos zu prüfen
check-whole =
    { $count ->
        [one] Das Foto ist unversehrt
       *[other] Alle { $count } Fotos sind unversehrt
    }
check-needs-help = Hier braucht es Ihre Hilfe
healed =
    { $count ->
        [one] Das Foto ist wieder heil.
       *[other] { $count } Fotos sind wieder heil.
    }
healed-nothing = Es konnte nichts zurückgeholt werden

# Was wartet, und die Ordner, die es bringen.
watch-no-settings = Ordner können hier nicht beobachtet werden: Dieser Computer gibt Smilekeep keinen Platz für seine Einstellungen.
watch-failed = Ordner können nicht beobachtet werden. { $reason }
watch-begun = „{ $label }“ wird beobachtet. Neue Fotos darin erscheinen unter „Wartet“.
watch-not-readable = „{ $path }“ kann nicht beobachtet werden: { $error }.
watch-is-file = „{ $path }“ ist eine Datei, kein Ordner. Wählen Sie den Ordner, in dem die Fotos ankommen.
tray-failed = Die wartenden Fotos konnten nicht durchgesehen werden. { $reason }
tray-declined =
    { $count ->
        [one] { $count } Foto beiseitegelegt. Es wird nicht wieder angeboten.
       *[other] { $count } Fotos beiseitegelegt. Sie werden nicht wieder angeboten.
    }
tray-from-folder = ein Ordner
tray-from-phone = Handy

# Die Bibliothek.
library-still-so = Gerade noch einmal versucht. Es ist noch immer so.
settings-not-kept = Ihre Einstellungen konnten nicht gemerkt werden: { $error }.
library-adopted =
    { $count ->
        [one] Ein Foto von einem unterbrochenen Start wurde gefunden und ins Tagebuch gelegt.
       *[other] { $count } Fotos von einem unterbrochenen Start wurden gefunden und ins Tagebuch gelegt.
    }
library-other = In „{ $path }“ liegt eine andere Bibliothek als beim letzten Mal. Falls Ihre auf einem Laufwerk ist, prüfen Sie, ob das richtige angeschlossen ist.
originals-back = Alle Fotos sind wieder da.
originals-only-one = Das Original Ihres Fotos ist gerade nicht da. Falls es auf einem Laufwerk ist, schließen Sie es an; entfernt wurde nichts.
originals-all = Von Ihren Fotos ist gerade kein Original da. Falls sie auf einem Laufwerk sind, schließen Sie es an; entfernt wurde nichts.
originals-some =
    { $count ->
        [one] Das Original eines Fotos ist gerade nicht da. Es ist markiert, und entfernt wurde nichts.
       *[other] Die Originale von { $count } Fotos sind gerade nicht da. Sie sind markiert, und entfernt wurde nichts.
    }

# Ein beschädigtes Tagebuch wird wieder zusammengesetzt.
repair-no-copy-today = Die heutige Kopie des Tagebuchs konnte nicht gemacht werden. { $reason }
repair-stopped = Die Reparatur hat angehalten: { $words }.
repair-set-aside = Die beschädigte Datei liegt noch im Ordner, beiseitegelegt.
repair-no-copy = Es gab keine Kopie des Tagebuchs. Ihre Fotos kommen in ein neues.
repair-copy = Das Tagebuch ist wieder da, wie es am { $day } war.
repair-everything = Das Tagebuch ist wieder da, mit allem, was geschrieben wurde.
repair-few-lost = Das Tagebuch ist wieder da; einige Zeilen seiner Mitschrift konnten nicht gelesen werden.
crash-notice = Smilekeep hat sich beim letzten Mal von selbst geschlossen. Was Sie geschrieben hatten, ist sicher. Was geschah, wurde aufgeschrieben, nur auf diesem Computer.
crash-show = Zeigen

# Das Tagebuch des anderen Elternteils.
merge-done = Das andere Tagebuch ist jetzt hier mit drin
merge-done-but = Das andere Tagebuch ist jetzt hier mit drin, bis auf einige Originale

# Babyfone und Handys.
netcam-photo-name = Babyfon { $time }.jpg
netcam-unreadable = Das Bild der Kamera lässt sich nicht lesen: { $error }. Versuchen Sie es noch einmal.
phone-broken = Im Programm ist etwas schiefgegangen ({ $words }). Was vorher kam, ist sicher.
phone-no-network = Dieser Computer ist gerade in keinem Heimnetz. Verbinden Sie ihn mit dem WLAN, in dem das Handy ist, und versuchen Sie es dann noch einmal.
watch-scan-failed = Ein beobachteter Ordner konnte nicht durchgesehen werden. { $reason }
watch-scan-broken = Ein beobachteter Ordner konnte nicht durchgesehen werden ({ $words }). Ihre Fotos sind, wie sie waren.

# Eines mit vielen Fotos getan.
many-put-back = Wieder an ihrem Platz: { $count }.
many-taken-back = Alles ist wieder wie zuvor.
many-taken-back-but =
    { $count ->
        [one] Alles ist wieder wie zuvor, bis auf einen Eintrag, den Sie seither geändert haben.
       *[other] Alles ist wieder wie zuvor, bis auf { $count } Einträge, die Sie seither geändert haben.
    }
many-favourites-already = Das sind schon Lieblinge.
many-no-favourites = Davon ist keines ein Liebling.
many-tagged-already = Das Stichwort „{ $tag }“ haben sie schon.
many-nothing = Es war nichts zu ändern.
many-favourites =
    { $count ->
        [one] { $count } Eintrag ist jetzt ein Liebling.
       *[other] { $count } Einträge sind jetzt Lieblinge.
    }
many-favourites-no-more =
    { $count ->
        [one] { $count } Eintrag ist kein Liebling mehr.
       *[other] { $count } Einträge sind keine Lieblinge mehr.
    }
many-tagged =
    { $count ->
        [one] { $count } Eintrag hat jetzt das Stichwort „{ $tag }“.
       *[other] { $count } Einträge haben jetzt das Stichwort „{ $tag }“.
    }
many-moved =
    { $count ->
        [one] { $count } Eintrag ist jetzt im anderen Tagebuch.
       *[other] { $count } Einträge sind jetzt im anderen Tagebuch.
    }
many-shifted =
    { $count ->
        [one] Die Zeit von { $count } Eintrag ist berichtigt.
       *[other] Die Zeiten von { $count } Einträgen sind berichtigt.
    }
many-trashed =
    { $count ->
        [one] { $count } Eintrag ist im Papierkorb.
       *[other] { $count } Einträge sind im Papierkorb.
    }
many-parted =
    { $photos ->
        [one] { $photos } Foto ist
       *[other] { $photos } Fotos sind
    } im Papierkorb; { $entries ->
        [one] der Eintrag behält die anderen.
       *[other] { $entries } Einträge behalten die anderen.
    }

# Bearbeitungen für andere Fotos, und Vorlagen. $whose ist entry, night oder selected.
tone-copied = Licht, Farbe und Look sind kopiert. Öffnen Sie ein anderes Foto und fügen Sie sie ein.
tone-copied-selected = Licht, Farbe und Look sind kopiert. Wählen Sie Fotos aus und fügen Sie sie ein.
tone-none = Noch ist keine Bearbeitung kopiert. Öffnen Sie ein Foto, dessen Look Ihnen gefällt, und kopieren Sie zuerst seine Bearbeitung.
tone-none-selected = Noch ist keine Bearbeitung kopiert. Wählen Sie ein Foto, dessen Look Ihnen gefällt, und kopieren Sie zuerst seine Bearbeitung.
tone-alike =
    { $whose ->
        [entry] Die anderen Fotos dieses Eintrags sehen schon so aus.
        [night] Die anderen Fotos dieser Nacht sehen schon so aus.
       *[selected] Die anderen Fotos Ihrer Auswahl sehen schon so aus.
    }
tone-given =
    { $count ->
        [one] { $whose ->
            [entry] Ein weiteres Foto dieses Eintrags hat jetzt dieses Licht, diese Farbe und diesen Look.
            [night] Ein weiteres Foto dieser Nacht hat jetzt dieses Licht, diese Farbe und diesen Look.
           *[selected] Ein weiteres Foto Ihrer Auswahl hat jetzt dieses Licht, diese Farbe und diesen Look.
        }
       *[other] { $whose ->
            [entry] { $count } weitere Fotos dieses Eintrags haben jetzt dieses Licht, diese Farbe und diesen Look.
            [night] { $count } weitere Fotos dieser Nacht haben jetzt dieses Licht, diese Farbe und diesen Look.
           *[selected] { $count } weitere Fotos Ihrer Auswahl haben jetzt dieses Licht, diese Farbe und diesen Look.
        }
    }
tone-restored = Die Fotos sehen wieder aus wie zuvor.
tone-restored-but =
    { $count ->
        [one] Die Fotos sehen wieder aus wie zuvor, bis auf eines, das Sie seither geändert haben.
       *[other] Die Fotos sehen wieder aus wie zuvor, bis auf { $count }, die Sie seither geändert haben.
    }
preset-kept = „{ $name }“ ist jetzt eine Vorlage.
preset-replaced = Die Vorlage „{ $name }“ hat jetzt diesen Look.
preset-removed = Die Vorlage „{ $name }“ ist entfernt. Die Fotos bleiben, wie sie sind.

# Was von anderswo hereingeholt wurde.
bring-in-no-baby = Das ist { $what }: Sagen Sie, für welches Baby es ist. Gibt es in diesem Tagebuch noch keines, fügen Sie erst das Baby hinzu.
bring-in-stopped = es wurde angehalten
bring-in-videos =
    { $count ->
        [one] Ein Video in einem Format, das hier nicht gelesen werden kann (etwa AVI oder MKV), wurde ausgelassen. Speichern Sie es als MP4-Film und fügen Sie diesen hinzu.
       *[other] { $count } Videos in Formaten, die hier nicht gelesen werden können (etwa AVI oder MKV), wurden ausgelassen. Speichern Sie sie als MP4-Filme und fügen Sie diese hinzu.
    }
brought-films =
    { $count ->
        [one] { $count } Film
       *[other] { $count } Filme
    }
brought-babies =
    { $count ->
        [one] { $count } Baby
       *[other] { $count } Babys
    }
brought-entries =
    { $count ->
        [one] { $count } Eintrag
       *[other] { $count } Einträge
    }
brought-milestones =
    { $count ->
        [one] { $count } Meilenstein
       *[other] { $count } Meilensteine
    }
brought-pages =
    { $count ->
        [one] { $count } Monatsseite
       *[other] { $count } Monatsseiten
    }
brought-presets =
    { $count ->
        [one] { $count } Vorlage
       *[other] { $count } Vorlagen
    }
brought = Hereingeholt: { $what }
would-bring = Käme herein: { $what }
brought-nothing = Es wurde nichts hereingeholt
brought-all-here = Alles ist schon da
bring-in-strangers =
    { $count ->
        [one] { $count } Zeile handelt von „{ $name }“; dieser Name ist nicht in diesem Tagebuch.
       *[other] { $count } Zeilen handeln von „{ $name }“; dieser Name ist nicht in diesem Tagebuch.
    }
bring-in-before-birth =
    { $count ->
        [one] Davon liegt { $count } vor der Geburt.
       *[other] Davon liegen { $count } vor der Geburt.
    }
bring-in-left-out =
    { $what ->
        [child] { $count ->
            [one] { $count } Kind wurde ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
           *[other] { $count } Kinder wurden ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
        }
        [nappy] { $count ->
            [one] { $count } Windelwechsel wurde ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
           *[other] { $count } Windelwechsel wurden ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
        }
        [feed] { $count ->
            [one] { $count } Mahlzeit wurde ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
           *[other] { $count } Mahlzeiten wurden ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
        }
        [temperature] { $count ->
            [one] { $count } Temperatur wurde ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
           *[other] { $count } Temperaturen wurden ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
        }
        [measurement] { $count ->
            [one] { $count } Messung wurde ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
           *[other] { $count } Messungen wurden ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
        }
        [pumping] { $count ->
            [one] { $count } Abpumpen wurde ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
           *[other] { $count } Mal Abpumpen wurden ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
        }
        [sleep] { $count ->
            [one] { $count } Schlaf ohne Worte wurde ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
           *[other] { $count } Schlafzeiten ohne Worte wurden ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
        }
        [tummy] { $count ->
            [one] { $count } Bauchlage ohne Meilenstein wurde ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
           *[other] { $count } Bauchlagen ohne Meilenstein wurden ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
        }
       *[note] { $count ->
            [one] { $count } leere Notiz wurde ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
           *[other] { $count } leere Notizen wurden ausgelassen: Dafür gibt es in diesem Tagebuch keinen Platz.
        }
    }
bring-in-day-one-others =
    { $count ->
        [one] { $count } Tonaufnahme oder Dokument wurde ausgelassen: Dieses Tagebuch bewahrt Worte, Fotos und Filme.
       *[other] { $count } Tonaufnahmen oder Dokumente wurden ausgelassen: Dieses Tagebuch bewahrt Worte, Fotos und Filme.
    }
bring-in-day-one-photo = „{ $name }“ ist nicht bei den Fotos und Filmen jenes Tagebuchs.
bring-in-file-missing = { $name }: Die Datei fehlt im Export.
bring-in-was-damaged = { $name }: war beschädigt oder fehlte, als der Export gemacht wurde.
bring-in-baby-refused = Ein Baby: { $reason }
bring-in-preset-refused = Eine Vorlage: { $reason }
bring-in-page-refused = Eine Monatsseite: { $reason }
bring-in-entry-no-baby = Der Eintrag vom { $moment }: Sein Baby ist nicht im Export.
bring-in-milestone-no-baby = Der Meilenstein „{ $title }“: Sein Baby ist nicht im Export.
bring-in-milestone-refused = Der Meilenstein „{ $title }“: { $reason }
bring-in-too-early =
    { $count ->
        [one] { $count } Foto oder Film von lange vor der Geburt wurde ausgelassen. Sie können das von Hand nachholen.
       *[other] { $count } Fotos und Filme von lange vor der Geburt wurden ausgelassen. Fügen Sie von Hand hinzu, welche Sie möchten.
    }
bring-in-binned =
    { $count ->
        [one] { $count } Foto oder Film lag im Papierkorb von Google und wurde ausgelassen.
       *[other] { $count } Fotos und Filme lagen im Papierkorb von Google und wurden ausgelassen.
    }
bring-in-photo-before-birth = { $name } liegt vor der Geburt; vielleicht ging die Uhr der Kamera falsch.
bring-in-ends-early = { $name } ist hereingekommen, aber das Ende der Datei fehlt.
bring-in-child-number = Kind { $id }
bring-in-nobody = niemand

app-no-reason = ohne Angabe
