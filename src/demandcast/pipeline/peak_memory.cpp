// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/peak_memory.h"

#include <algorithm>
#include <fstream>
#include <string>

namespace demandcast {
namespace {

/// A field of /proc/self/status in MiB.
double status_mb(const std::string& field) {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    double kilobytes = 0;
    if (word == field && status >> kilobytes) return kilobytes / 1024;
  }
  return 0;
}

}  // namespace

PeakMemory::PeakMemory() {
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak starts anew at the present size
  start_mb_ = status_mb("VmRSS:");
}

double PeakMemory::growth_mb() const { return std::max(0.0, status_mb("VmHWM:") - start_mb_); }

}  // namespace demandcast
