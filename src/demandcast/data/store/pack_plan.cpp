// SPDX-License-Identifier: Apache-2.0
#include "demandcast/data/store/pack_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <numeric>

#include "demandcast/core/error.h"

namespace demandcast {
namespace {

constexpr std::size_t kMega = std::size_t{1} << 20;
constexpr std::size_t kLeastMemory = 256 * kMega, kReadMemory = 160 * kMega;
constexpr std::size_t kPartitionsOfShard = 8, kMostBits = 12;

std::size_t sum(const std::vector<std::size_t>& rows, std::pair<std::size_t, std::size_t> shard) {
  return std::accumulate(rows.begin() + static_cast<std::ptrdiff_t>(shard.first),
                         rows.begin() + static_cast<std::ptrdiff_t>(shard.second), std::size_t{0});
}

}  // namespace

PackPlan::PackPlan(const PackOptions& options, std::size_t columns, std::size_t row_estimate)
    : memory_(options.memory),
      rows_of_shard_(options.rows_of_shard),
      series_of_shard_(options.series_of_shard),
      columns_(columns),
      row_estimate_(row_estimate) {
  if (memory_ >= kLeastMemory) return;
  throw ConfigError(fmt::format("packing takes at least {} MB, {} MB allowed; give more with --memory",
                                kLeastMemory / kMega, memory_ / kMega));
}

std::size_t PackPlan::build_memory() const { return memory_ - kReadMemory; }

int PackPlan::partition_bits() const {
  const std::size_t partitions = row_estimate_ * kPartitionsOfShard / rows_of_shard_;
  return static_cast<int>(std::min<std::size_t>(std::bit_width(partitions), kMostBits));
}

void PackPlan::check_disk(const std::filesystem::path& folder) const {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  const std::size_t wanted = row_estimate_ * (16 + 10 * columns_);
  if (error || space.available >= wanted) return;
  throw WriteError(fmt::format("cannot pack into \"{}\": about {} MB of disk are needed, {} MB are free",
                               folder.parent_path().string(), wanted / kMega, space.available / kMega));
}

std::vector<std::pair<std::size_t, std::size_t>> PackPlan::shards(const std::vector<std::size_t>& rows_of_partition,
                                                                  double series_estimate) const {
  const std::size_t rows = std::accumulate(rows_of_partition.begin(), rows_of_partition.end(), std::size_t{0});
  const double series_share = static_cast<double>(series_of_shard_) / std::max(1.0, series_estimate);
  const std::size_t most =
      std::min({rows_of_shard_, static_cast<std::size_t>(series_share * static_cast<double>(rows)) + 1,
                build_memory() / build_bytes(1)});
  std::vector<std::pair<std::size_t, std::size_t>> shards;
  std::size_t in_shard = 0;
  for (std::size_t p = 0; p < rows_of_partition.size(); ++p) {
    const std::size_t more = rows_of_partition[p];
    if (build_bytes(more) > build_memory()) {
      throw ConfigError(fmt::format("{} rows of one shard do not fit into {} MB; give more with --memory ({} MB here)",
                                    more, memory_ / kMega, (build_bytes(more) + kReadMemory) / kMega + 1));
    }
    if (shards.empty() || in_shard + more > most) {
      shards.emplace_back(p, p);
      in_shard = 0;
    }
    shards.back().second = p + 1;
    in_shard += more;
  }
  return shards;
}

int PackPlan::workers(std::size_t most_cells, std::size_t most_rows, int threads) const {
  const std::size_t bytes_of_cell = 2 * (9 + 4 * columns_);  // before and after what is new was added
  const std::size_t bytes = std::max<std::size_t>(1, most_cells * bytes_of_cell + build_bytes(most_rows));
  if (bytes > build_memory()) {
    throw ConfigError(
        fmt::format("a shard of {} cells with {} new rows does not fit into {} MB; give more with "
                    "--memory ({} MB here)",
                    most_cells, most_rows, memory_ / kMega, (bytes + kReadMemory) / kMega + 1));
  }
  return static_cast<int>(std::min<std::size_t>(build_memory() / bytes, static_cast<std::size_t>(threads)));
}

int PackPlan::workers(const std::vector<std::size_t>& rows_of_partition,
                      const std::vector<std::pair<std::size_t, std::size_t>>& shards, int threads) const {
  std::size_t largest = 1;
  for (const auto& shard : shards) largest = std::max(largest, sum(rows_of_partition, shard));
  const auto fitting = std::max<std::size_t>(1, build_memory() / build_bytes(largest));
  return static_cast<int>(std::min<std::size_t>(fitting, static_cast<std::size_t>(threads)));
}

}  // namespace demandcast
