// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/part_progress.h"

#include <algorithm>

namespace demandcast {

void PartProgress::begin_part(std::size_t units) {
  const std::lock_guard lock(mutex_);
  size_ = units;
  units_ = told_ = 0;
}

void PartProgress::end_part() {
  const std::lock_guard lock(mutex_);
  tell(size_);
}

void PartProgress::advance(std::size_t units) {
  const std::lock_guard lock(mutex_);
  units_ += units;
  tell(std::min(units_ / 2, size_));
}

void PartProgress::tell(std::size_t upto) {
  if (upto <= told_) return;
  whole_.advance(upto - told_);
  told_ = upto;
}

}  // namespace demandcast
