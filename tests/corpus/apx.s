# Instructions with registers beyond the fifteenth (APX): loads from the GOT, thread-local loads and descriptors.
    .text
    .globl go
    .type go, @function
go:
    movq    plain@GOTPCREL(%rip), %r16
    movq    plain@GOTPCREL(%rip), %r31
    addq    plain@GOTPCREL(%rip), %r17
    testq   %r18, plain@GOTPCREL(%rip)
    cmpq    plain@GOTPCREL(%rip), %r24
    movq    inner@GOTTPOFF(%rip), %r16
    movq    inner@GOTTPOFF(%rip), %r25
    addq    inner@GOTTPOFF(%rip), %r20
    addq    inner@GOTTPOFF(%rip), %r16, %r17
    addq    %r8, inner@GOTTPOFF(%rip), %r16
    {nf} addq inner@GOTTPOFF(%rip), %r16
    {nf} addq %r9, inner@GOTTPOFF(%rip), %rax
    leaq    inner@TLSDESC(%rip), %r16
    leaq    inner@TLSDESC(%rip), %r30
    ret
    .size go, .-go
    .data
    .globl plain
plain:
    .quad 1
    .size plain, 8
    .section .tdata,"awT",@progbits
    .globl inner
    .type inner, @tls_object
inner:
    .quad 3
    .size inner, 8
