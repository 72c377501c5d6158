#ifndef CPOSIX_CRASH_H
#define CPOSIX_CRASH_H

/// Has every signal of a crash write one fixed sentence and end the process with 70.
///
/// It takes the place of Swift's backtracer, which prints memory. Returns 0, or the errno.
int bh_stop_at_once_on_crash(void);

/// Gives this thread a stack of its own for that, so that it works when its own has overflowed.
///
/// Returns 0, or the errno. Once for each thread; it lasts as long as the process.
int bh_give_thread_crash_stack(void);

/// No core file is written, and no other program of the account reads this one's memory or
/// environment. Returns 0, or the errno.
int bh_leave_no_core(void);

#endif
