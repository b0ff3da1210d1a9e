// SPDX-License-Identifier: Apache-2.0
#include "apps/cli/progress_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demandcast {
namespace {

constexpr double kQuietSeconds = 1, kBarSeconds = 0.1, kLineSeconds = 10;
constexpr std::size_t kBarWidth = 24;

double seconds_between(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

std::string time_left(double seconds) {
  const long whole = std::lround(seconds);
  return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

}  // namespace

ProgressBar::~ProgressBar() { wipe(); }

void ProgressBar::begin(std::string_view task, std::size_t total, std::string_view unit) {
  const std::lock_guard lock(mutex_);
  wipe();
  task_ = task;
  unit_ = unit;
  note_.clear();
  done_ = 0;
  total_ = total;
  began_ = Clock::now();
  if (style_ == ProgressStyle::kBar) told_ = began_;  // lines are told every so often, however short the tasks
}

void ProgressBar::advance(std::size_t units) {
  const std::lock_guard lock(mutex_);
  done_ += units;
  const auto now = Clock::now();
  if (total_ == 0 || (style_ == ProgressStyle::kBar && seconds_between(began_, now) < kQuietSeconds)) return;
  if (seconds_between(told_, now) < (style_ == ProgressStyle::kBar ? kBarSeconds : kLineSeconds)) return;
  told_ = now;
  tell(now);
}

void ProgressBar::note(std::string_view text) {
  const std::lock_guard lock(mutex_);
  note_ = text;
}

void ProgressBar::finish() {
  const std::lock_guard lock(mutex_);
  wipe();
}

void ProgressBar::tell(Clock::time_point now) {
  const double elapsed = seconds_between(began_, now);
  const double rate = static_cast<double>(done_) / elapsed;
  const double left = rate > 0 ? static_cast<double>(total_ - std::min(done_, total_)) / rate : 0;
  if (style_ == ProgressStyle::kJson) {
    err_ << fmt::format(
        "{{\"task\":\"{}\",\"unit\":\"{}\",\"done\":{},\"total\":{},\"per_second\":{:.3g},\"seconds_left\":{:.3g}{}}}"
        "\n",
        task_, unit_, done_, total_, rate, left, note_.empty() ? "" : fmt::format(",\"note\":\"{}\"", note_));
    return;
  }
  const std::string facts = fmt::format("{} of {} {}, {:.3g}/s, {} left{}{}", done_, total_, unit_, rate,
                                        time_left(left), note_.empty() ? "" : ", ", note_);
  if (style_ == ProgressStyle::kLines) {
    err_ << fmt::format("{}: {}\n", task_, facts);
    return;
  }
  const std::size_t filled = std::min(kBarWidth, kBarWidth * done_ / total_);
  err_ << fmt::format("\r\033[K{} [{}{}] {}", task_, std::string(filled, '='), std::string(kBarWidth - filled, ' '),
                      facts)
       << std::flush;
  drawn_ = true;
}

void ProgressBar::wipe() {
  if (drawn_) err_ << "\r\033[K" << std::flush;
  drawn_ = false;
}

}  // namespace demandcast
