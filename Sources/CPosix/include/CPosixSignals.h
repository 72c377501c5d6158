#ifndef CPOSIX_SIGNALS_H
#define CPOSIX_SIGNALS_H

/// Blocks SIGINT, SIGTERM and SIGHUP in this thread and all it starts. Returns 0, or the errno.
///
/// Called before any other thread exists: then none of them can come at a moment when nobody takes
/// it. One that is ignored, as by `nohup`, stays so.
int bh_block_ending_signals(void);

/// Told of a signal, or of 0 when the time has passed that it asked for.
///
/// Returns for how many milliseconds to wait for the next; negative: as long as it takes.
typedef long (*bh_signal_handler)(int number);

/// Starts the one thread that waits for them, at first for so long. Returns 0, or the errno.
int bh_await_ending_signals(bh_signal_handler call, long milliseconds);

/// Ends the process as the signal would have.
void bh_end_by_signal(int number) __attribute__((noreturn));

#endif
