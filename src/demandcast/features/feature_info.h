// What a feature is: its name, how it is computed and when it is known.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace demandcast {

/// Known at the origin for every target alike, or said of the target's own periods.
enum class FeatureTime : std::uint8_t { kOrigin, kTarget };

struct FeatureInfo {
  std::string name;     ///< "long_change", "price.ratio": unique within a set
  std::string group;    ///< "demand", "season", "calendar", "plan", "past", "static", "horizon"
  std::string formula;  ///< for people
  FeatureTime time = FeatureTime::kOrigin;
  bool rough = false;      ///< a rough forecast of the target by itself, in units of the level
  bool candidate = false;  ///< the same, and of the kind that a forest's base mixes
};

/// A feature of a row that has it. What a row does not have is not stored and costs nothing.
struct FeatureEntry {
  std::uint32_t feature = 0;  ///< index into the set's infos
  float value = 0;            ///< never NaN
  bool operator==(const FeatureEntry&) const = default;
};

/// The entries of one row, by rising feature.
class FeatureRow {
 public:
  void clear() { entries_.clear(); }
  /// Leaves out NaN and infinities: absent.
  void add(std::uint32_t feature, double value) {
    const auto narrow = static_cast<float>(value);
    if (narrow - narrow == 0) entries_.push_back({feature, narrow});
  }
  void add(const FeatureRow& more) { entries_.insert(entries_.end(), more.entries_.begin(), more.entries_.end()); }
  void remove_if(auto&& of_entry) { std::erase_if(entries_, of_entry); }
  const std::vector<FeatureEntry>& entries() const { return entries_; }

 private:
  std::vector<FeatureEntry> entries_;
};

/// A family's features on their way into a row, in the order in which the family declared them.
class FeatureSink {
 public:
  FeatureSink(FeatureRow& row, std::uint32_t first) : row_(&row), next_(first) {}
  void operator()(double value) { row_->add(next_++, value); }

 private:
  FeatureRow* row_;
  std::uint32_t next_;
};

inline constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

}  // namespace demandcast
