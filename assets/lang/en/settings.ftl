# Settings.

settings-title = Settings
settings-part-babies = Babies
settings-part-look = Look
settings-part-language = Language and dates
settings-part-library = Library
settings-part-backup = Backup
settings-part-trash = Recently deleted
settings-part-take-out = Take everything with you
settings-part-folders = Folders to watch
settings-part-bring-in = Bring in what you have
settings-part-merge = Another parent’s journal
settings-part-about = About

settings-appearance = Appearance
settings-appearance-about = Night light is dim and warm, for a room with a sleeping baby in it.
settings-size = Size of everything
settings-smaller = Smaller
settings-larger = Larger
settings-size-back = Back to 100 %
settings-movement = Movement
settings-movement-gentle = Gentle
settings-movement-none = None
settings-movement-about = Pictures fade in and the view glides, briefly. With “None” everything changes at once.
settings-hints = Hints on photos
settings-hints-shown = Shown
settings-hints-hidden = Hidden
settings-hints-about = A short line about the light, from what the camera wrote into the photo and from its pixels. Nothing leaves this computer.

settings-language = Language
settings-language-about = Buttons, messages and pages speak it. What you wrote yourself stays as it is.
settings-clock = Clock
settings-clock-24 = 24 hours
settings-clock-12 = 12 hours
settings-week = The week begins on

settings-promise = No account, no server: your photos stay on this computer.
settings-licence = Free to use and share under the MIT licence or the Apache licence 2.0, as you choose.
