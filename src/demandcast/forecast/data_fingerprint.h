// The hash by which training data are known again.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "demandcast/data/panel_view.h"

namespace demandcast {

/// data_fingerprint (model_directory.h) of the series of one or more views, whatever their order.
class DataFingerprint {
 public:
  /// The series of a view with what it sees of their channels. O(cells).
  void add(const PanelView& view);
  std::string hex() const;  ///< 32 digits

 private:
  std::string frequency_;
  std::uint64_t series_ = 0;
  std::array<std::uint64_t, 2> sums_{};  ///< of the halves of each series' hash
};

/// Of all series of a stream; one pass over it.
std::string data_fingerprint(const PanelStream& stream);

}  // namespace demandcast
