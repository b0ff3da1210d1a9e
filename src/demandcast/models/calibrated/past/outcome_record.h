// Where each outcome of the past fell in its forecast, series by series and origin by origin.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace demandcast {

/// Positions (position.h) [series, window, step]; NaN where there was no outcome. Window 0 is the newest origin. 4
/// bytes each.
class OutcomeRecord {
 public:
  OutcomeRecord(std::vector<std::string> ids, int windows, int steps)
      : ids_(std::move(ids)),
        windows_(static_cast<std::size_t>(windows)),
        steps_(static_cast<std::size_t>(steps)),
        positions_(ids_.size() * windows_ * steps_, std::numeric_limits<float>::quiet_NaN()) {}
  std::span<float> at(std::size_t series, std::size_t window) {
    return std::span(positions_).subspan((series * windows_ + window) * steps_, steps_);
  }
  std::span<const float> at(std::size_t series, std::size_t window) const {
    return std::span(positions_).subspan((series * windows_ + window) * steps_, steps_);
  }
  const std::vector<std::string>& ids() const { return ids_; }  ///< [series]
  std::size_t windows() const { return windows_; }
  std::size_t steps() const { return steps_; }

 private:
  std::vector<std::string> ids_;
  std::size_t windows_, steps_;
  std::vector<float> positions_;
};

}  // namespace demandcast
