// The form for a token: the fragment of the address, which no server is sent, comes
// back with the address that is opened next.
document.querySelector("[name=next]").value += location.hash;
