# Every way to use a GOT entry, with targets near (defined here) and far (defined nowhere, address 0).
    .text
    .globl _start
    .type _start, @function
_start:
    movq    near@GOTPCREL(%rip), %rax       # REX_GOTPCRELX, becomes lea
    movl    near@GOTPCREL(%rip), %eax       # GOTPCRELX, becomes lea
    movq    far@GOTPCREL(%rip), %r11
    callq   *near@GOTPCREL(%rip)
    callq   *far@GOTPCREL(%rip)
    jmpq    *near@GOTPCREL(%rip)
    addq    far@GOTPCREL(%rip), %rcx        # never relaxed
    cmpq    near@GOTPCREL(%rip), %rdx
    .size _start, .-_start
    .globl near
    .type near, @function
near:
    callq   far@PLT
    callq   near@PLT
    jmp     second@PLT
    .size near, .-near
    .data
    .globl offsets
offsets:
    .long far@GOTPCREL + 4                  # plain GOTPCREL in data
    .long near@GOTPCREL
    .quad far
    .size offsets, .-offsets
