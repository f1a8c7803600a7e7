# One section for each policy (by rules: .once* Finalize), and an edge of each family between each two of them.
        .text
        .globl  work
        .type   work,@function
work:   lea     ready(%rip), %rax           # S -> S
        lea     setup(%rip), %rax           # S -> F, a distance
        movabs  $setup, %rax                # S -> F, an address
        lea     card(%rip), %rax            # S -> N, a distance
        movabs  $card, %rax                 # S -> N, an address: a handle
        ret
        .size   work, .-work

        .data
        .globl  ready
        .type   ready,@object
ready:  .quad   work
        .quad   notes
        .size   ready, .-ready

        .section .once.text,"ax",@progbits
        .globl  setup
        .type   setup,@function
setup:  lea     table(%rip), %rax           # F -> F
        lea     ready(%rip), %rax           # F -> S
        movabs  $ready, %rax
        lea     card(%rip), %rax            # F -> N
        movabs  $card, %rax
        call    work
        ret
        .size   setup, .-setup

        .section .once.data,"aw",@progbits
        .balign 16
table:  .quad   setup
        .quad   ready
        .quad   card
        .long   work-.

        .section .meta,"",@progbits
card:   .quad   work                        # N -> S
        .long   ready-.
        .quad   setup                       # N -> F
        .long   table-.
        .quad   card+4                      # N -> N
        .quad   notes
        .long   notes-.
        .section .meta.more,"",@progbits
notes:  .asciz  "never in memory"
        .balign 8
        .quad   card
