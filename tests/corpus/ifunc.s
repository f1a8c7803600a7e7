# A function that a resolver chooses, called, loaded and stored.
    .text
    .globl choose
    .type choose, @gnu_indirect_function
choose:
    leaq    one(%rip), %rax
    ret
    .type one, @function
one:
    ret
    .globl user
    .type user, @function
user:
    call    choose
    call    choose@PLT
    movq    choose@GOTPCREL(%rip), %rax
    call    *choose@GOTPCREL(%rip)
    leaq    choose(%rip), %rcx
    ret
    .size user, .-user
    .data
    .globl pointer
pointer:
    .quad choose
