// The learnt numbers of many series, found by id, and their way to disk and back.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "demandcast/forecast/artifact.h"
#include "demandcast/models/classical/local/local_model.h"

namespace demandcast {

/// One LocalFit per series. On disk: the numbers one after another, `offsets` [series + 1] that part them, reasons,
/// ids.
class SeriesFits {
 public:
  void add(std::string id, LocalFit fit);
  /// Null when the series was not fitted. `place` is where it may well be: its number in the data that were fitted.
  const LocalFit* find(std::string_view id, std::size_t place) const;
  std::size_t size() const { return ids_.size(); }
  const std::vector<LocalFit>& all() const { return fits_; }  ///< in the order they were added

  void save(ArtifactWriter& writer) const;
  /// Throws FormatError naming `owner` when the arrays do not fit together.
  static SeriesFits load(std::string_view owner, const ArtifactReader& reader);

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::vector<std::string> ids_;
  std::vector<LocalFit> fits_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> index_;
};

}  // namespace demandcast
