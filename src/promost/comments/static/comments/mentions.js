// Offers names while one is typed after "@". Without it the name is typed whole, or ticked in the list below.
"use strict";
