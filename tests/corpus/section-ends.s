# A section that nothing refers to but its ends, one whose ends are not used, and one whose ends only dead code uses.
    .text
    .globl live
    .type live, @function
live:
    leaq    __start_wanted(%rip), %rax
    leaq    __stop_wanted(%rip), %rdx
    ret
    .size live, .-live
    .section .text.dead,"ax",@progbits
dead:
    leaq    __start_forgotten(%rip), %rax
    ret
    .section wanted,"aw",@progbits
    .quad   1
    .quad   live
    .section unwanted,"aw",@progbits
    .quad   2
    .section forgotten,"aw",@progbits
    .quad   3
