# What is not part of the image, and what may be discarded: one flag decides on the policy, the other does not.
  .text
  .globl start
start:
  leaq note(%rip), %rax
  ret
  .section .removed,"n"
  .globl note
note:
  .quad start
  .long start@IMGREL
  .section .discard,"drD"
  .globl kept
kept:
  .quad note
  .section .debug$S,"drD"
  .secrel32 start
  .secidx start
