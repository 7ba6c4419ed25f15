# Words used in more than one place.

word-cancel = Cancel
like-this-computer = Like this computer

appearance-light = Light
appearance-dark = Dark
appearance-night = Night light

calendar-previous = Previous month
calendar-next = Next month

count-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
