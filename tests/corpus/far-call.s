# A call to somewhere else.
    .text
    .globl caller
caller:
    call    away@PLT
    ret
