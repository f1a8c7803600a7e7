# Without the promise that symbols begin pieces: each section is one block, and keeps its dead names' bytes.
    .section __TEXT,__text,regular,pure_instructions
    nop
    .globl _main
_main:
    call _second
    ret
_second:
    leaq _third(%rip), %rax
    ret
_third:
    ret
    .section __DATA,__data
_first:
    .quad _third
_last:
    .quad _first
    .quad _last - _first
