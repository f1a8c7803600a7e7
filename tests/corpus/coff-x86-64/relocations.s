# Every relocation that LLVM 22 links.
  .text
  .globl start
start:
  movl counter(%rip), %eax          # REL32
  movb $1, counter(%rip)            # REL32_1
  movw $1, counter(%rip)            # REL32_2
  movl $1, counter(%rip)            # REL32_4
  call far_away
  ret

  .data
  .p2align 3
  .globl counter
counter:
  .quad start + 3                   # ADDR64
  .long start@IMGREL                # ADDR32NB
  .long counter@IMGREL + 8
  .secrel32 inside                  # SECREL
  .secrel32 far_away                # dropped by LLVM 22: no section of this file holds it
  .secidx start                     # SECTION
  .secidx far_away
  .long 0
inside:
  .quad 0
