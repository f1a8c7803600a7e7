# Weak names: each stands for another name of this file unless somebody defines it.
  .text
  .globl start
start:
  call plan_a
  call plan_b
  ret

  .globl fallback
fallback:
  ret

  .weak plan_a
plan_a:
  nop
  ret

  .weak plan_b
  .set plan_b, fallback
