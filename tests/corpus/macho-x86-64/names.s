# Symbols of every kind: aliases, alternative entries, weak, private, absolute, commons, kept ones, names without letters.
    .section __TEXT,__text,regular,pure_instructions
    .globl _main
_main:
    call _shared
    call _alternative
    call _weak_one
    call _private
    movq _common_one@GOTPCREL(%rip), %rax
    movq _fixed@GOTPCREL(%rip), %rcx
    leaq section$start$__DATA$__list(%rip), %rdx
    leaq section$end$__DATA$__list(%rip), %rsi
    leaq section$start$__DATA$__none(%rip), %rdi
    leaq Lnameless(%rip), %rbx
    movq _maybe@GOTPCREL(%rip), %r8
    call _far_away
    ret

    .globl _shared, _alias_a, _alias_b
    .private_extern _alias_c
    .globl _alias_c
_shared:
_alias_a:
_alias_b:
_alias_c:
    nop
    nop
    .alt_entry _alternative
_alternative:
    nop
    ret

    .globl _weak_one
    .weak_definition _weak_one
_weak_one:
    ret

    .globl _private
    .private_extern _private
_private:
    ret

    .globl _can_be_hidden
    .weak_def_can_be_hidden _can_be_hidden
_can_be_hidden:
    ret

    .globl lextern
lextern:
    ret

_dead:
    ret
    .no_dead_strip _kept
_kept:
    ret

    .section __DATA,__list
    .globl _list
_list:
    .quad _main
    .quad _shared + 8
Lafter:
    .quad _list - 4

    .section __DATA,__other,regular,no_dead_strip
    .quad Lnameless
    .section __DATA,__lone
Lnameless:
    .quad 1
    .quad 2

    .comm _common_one, 24, 4
    .comm _common_two, 3
    .globl _fixed
    .set _fixed, 0x1234
    .zerofill __DATA,__bss,_zero,40,3
    .weak_reference _maybe
    .subsections_via_symbols
