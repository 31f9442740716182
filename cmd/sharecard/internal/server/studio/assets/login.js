// The form for the token keeps what the address says of the view: the fragment
// goes with the form's address, and browsers carry it over the redirection.
document.querySelector("form").action += location.search + location.hash;
