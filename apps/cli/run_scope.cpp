// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/run_scope.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr char kSignal = 's', kEnd = 'e';
std::atomic<int> signal_pipe{-1};  // all that a signal handler may touch

void tell(int pipe, char word) {
  while (::write(pipe, &word, 1) < 0 && errno == EINTR) {
  }
}

void on_signal(int) {
  if (const int pipe = signal_pipe; pipe >= 0) tell(pipe, kSignal);
}

ProgressStyle style_of(const Flags& flags) {
  if (flags.progress == "json") return ProgressStyle::kJson;
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string(terminal) == "dumb";
  return ::isatty(STDERR_FILENO) != 0 && !dumb ? ProgressStyle::kBar : ProgressStyle::kLines;
}

}  // namespace

RunScope::RunScope(Flags& flags, Door& door) : flags_(flags) {
  if (!flags.quiet && flags.progress != "none") {
    progress_ = std::make_unique<ProgressBar>(door.err, style_of(flags));
    flags_.context.progress = progress_.get();
  }
  flags_.context.stop = stop_.get_token();
  if (::pipe(pipe_.data()) != 0) throw Error("the system gives no pipe; too many open files?");
  signal_pipe = pipe_[1];
  watcher_ = std::thread([this] { watch(); });
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

RunScope::~RunScope() {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  tell(pipe_[1], kEnd);
  watcher_.join();
  signal_pipe = -1;
  for (const int end : pipe_) ::close(end);
  flags_.context.progress = &silent_progress();
}

void RunScope::watch() {
  char word = 0;
  while (::read(pipe_[0], &word, 1) == 1 && word != kEnd) stop_.request_stop();
}

}  // namespace demandcast
