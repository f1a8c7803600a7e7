# Visibility internal: other files of the link see the name, and nobody behind it.
    .text
    .globl shown
    .type shown, @function
shown:
    call    within
    ret
    .size shown, .-shown
    .globl within
    .internal within
    .type within, @function
within:
    ret
    .size within, .-within
