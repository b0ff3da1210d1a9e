// What happens to one product over some periods whatever is ordered: the samples that a policy is trained on.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "demandcast/policy/order_curve.h"

namespace demandcast {

/// What a policy sees. Of the stock: what the rule that it corrects wishes, what is missing to the base stock, what is
/// on hand less what waits, what is on its way by periods until it arrives, and by age where stock perishes; all over
/// the unit of the product. Then `features`, which are none of the policy's doing.
struct PolicyInputs {
  std::size_t pipeline = 0;  ///< slots; what arrives later counts in the last one
  std::size_t ages = 0;      ///< of the oldest stock; 0: stock by age is not seen
  std::size_t features = 0;

  std::size_t first_slot() const { return 3; }
  std::size_t first_age() const { return first_slot() + pipeline; }
  std::size_t first_feature() const { return first_age() + ages; }
  std::size_t count() const { return first_feature() + features; }
  bool operator==(const PolicyInputs&) const = default;
};

/// One product from some period on.
struct Episode {
  const ItemEconomics* item = nullptr;
  double start_stock = 0;
  double weight = 1;     ///< of its money in the loss
  double grain = 0;      ///< orders are multiples of it: the pack, or 1 where demand is counted; 0: any quantity
  int first_review = 0;  ///< orders are placed here and every review period after

  std::vector<double> levels;          ///< [period] the base stock, in units of demand
  std::vector<double> reorder_points;  ///< [period]
  std::vector<float> curves;           ///< [period, knot] of the rule that the policy corrects
  std::vector<double> units;           ///< [period] what the network reckons in, above 0
  std::vector<double> storage_prices;  ///< [period] of a unit of space
  std::vector<double> bounds;          ///< [period] the most that may be ordered
  std::vector<double> demand;          ///< [period]
  std::vector<int> lead_times;         ///< [period] of what is ordered in it
  std::vector<float> features;         ///< [period, feature]

  /// Room for `periods`.
  void resize(std::size_t periods, std::size_t feature_count);
};

/// Episodes by number. Called from several threads.
class EpisodeSource {
 public:
  virtual ~EpisodeSource() = default;
  virtual PolicyInputs inputs() const = 0;
  /// Episode `draw`, the same at every call. It has room for the periods wanted.
  virtual void fill(std::uint64_t draw, Episode& episode) const = 0;
};

/// The order that comes of a wish above 0: the nearest multiple of `grain`, at least a pack and the minimum, at most
/// `bound`. Whether a pack or a minimum is worth ordering is the reorder point's to say.
double settled_order(const ItemEconomics& item, double grain, double wish, double bound);

}  // namespace demandcast
