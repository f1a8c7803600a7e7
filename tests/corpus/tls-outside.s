# Thread-local names that no file of the link defines, by every model that can reach them.
    .text
    .globl go
    .type go, @function
go:
    .byte   0x66
    leaq    outside@TLSGD(%rip), %rdi
    .byte   0x66, 0x66, 0x48
    call    __tls_get_addr@PLT
    .byte   0x66
    leaq    outside@TLSGD(%rip), %rdi
    .byte   0x66, 0x48
    call    *__tls_get_addr@GOTPCREL(%rip)
    movq    outside@GOTTPOFF(%rip), %rax
    addq    outside@GOTTPOFF(%rip), %r12
    leaq    another@TLSDESC(%rip), %rax
    call    *another@TLSCALL(%rax)
    movq    another@GOTTPOFF(%rip), %r17
    leaq    another@TLSDESC(%rip), %r18
    ret
    .size go, .-go
    .section .tdata,"awT",@progbits
    .globl inside
    .type inside, @tls_object
inside:
    .quad   5
    .size inside, 8
