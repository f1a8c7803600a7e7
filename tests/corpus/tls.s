# Every thread-local model, with initialized and zero-fill variables and other data around them.
    .text
    .globl go
    .type go, @function
go:
    .byte 0x66                              # general dynamic
    leaq    counter@TLSGD(%rip), %rdi
    .byte 0x66, 0x66, 0x48
    call    __tls_get_addr@PLT
    .byte 0x66                              # general dynamic without a PLT
    leaq    empty@TLSGD(%rip), %rdi
    .byte 0x66, 0x48
    call    *__tls_get_addr@GOTPCREL(%rip)
    leaq    counter@TLSLD(%rip), %rdi       # local dynamic
    call    __tls_get_addr@PLT
    leaq    hidden@DTPOFF(%rax), %rcx
    movq    counter@GOTTPOFF(%rip), %rax    # initial-exec, both forms and high registers
    movq    counter@GOTTPOFF(%rip), %r13
    addq    empty@GOTTPOFF(%rip), %rbx
    addq    empty@GOTTPOFF(%rip), %r9
    addq    empty@GOTTPOFF(%rip), %rsp
    addq    empty@GOTTPOFF(%rip), %r12
    movl    %fs:counter@TPOFF, %eax         # local-exec
    leaq    hidden@TPOFF+2(%rax), %rdx
    leaq    counter@TLSDESC(%rip), %rax     # descriptor
    call    *counter@TLSCALL(%rax)
    ret
    .size go, .-go
    .section .tdata,"awT",@progbits
    .p2align 4
    .globl counter
    .type counter, @tls_object
counter:
    .quad 5
    .size counter, 8
    .type hidden, @tls_object
hidden:
    .long 7
    .size hidden, 4
    .section .tbss,"awT",@nobits
    .p2align 5
    .globl empty
    .type empty, @tls_object
empty:
    .zero 40
    .size empty, 40
    .data
    .globl plain
plain:
    .quad plain
    .section .zdata,"aw",@progbits
    .quad 3
    .bss
    .zero 10
    .section .debug_like,"",@progbits
    .quad counter@DTPOFF
    .long empty@DTPOFF
