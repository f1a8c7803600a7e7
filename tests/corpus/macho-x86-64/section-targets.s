# A call and addresses of four bytes whose targets have no name of their own: relocations against sections.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    call Lelse
    ret
    .section __TEXT,__apart,regular,pure_instructions
    nop
Lelse:
    ret
