# GOT entries and stubs that code of two policies, and metadata, share.
        .text
        .globl  lasting
lasting:
        mov     outside@GOTPCREL(%rip), %rax
        push    inside@GOTPCREL(%rip)
        call    helper@PLT
        call    other@PLT
        ret
        .data
        .globl  inside
inside: .quad   lasting
        .section .once.text,"ax",@progbits
        .globl  passing
passing:
        push    outside@GOTPCREL(%rip)
        mov     inside@GOTPCREL(%rip), %rax
        call    helper@PLT
        call    lasting@PLT
        jmp     third@PLT
        .section .meta,"",@progbits
        .quad   lasting
        .quad   passing
        .long   outside@GOTPCREL
