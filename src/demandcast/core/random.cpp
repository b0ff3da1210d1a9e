// SPDX-License-Identifier: Apache-2.0
#include "demandcast/core/random.h"

#include <cmath>
#include <numbers>

namespace demandcast {
namespace {

constexpr std::uint32_t kMultiplier0 = 0xD2511F53, kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9, kWeyl1 = 0xBB67AE85;
constexpr int kRounds = 10;

std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }
std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }

/// Marsaglia & Tsang 2000 for shape >= 1; below 1, the boost Gamma(a) = Gamma(a + 1) U^(1/a).
double gamma_at_least_one(RandomStream& stream, double shape) {
  const double d = shape - 1.0 / 3.0, c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = stream.normal();
    const double root = 1.0 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    if (std::log(stream.uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

/// Small means by products of uniforms (Knuth); above, the transformed rejection PTRS [Hoermann 1993].
std::int64_t poisson_small(RandomStream& stream, double mean) {
  const double limit = std::exp(-mean);
  std::int64_t count = 0;
  for (double product = stream.uniform(); product > limit; product *= stream.uniform()) ++count;
  return count;
}

std::int64_t poisson_large(RandomStream& stream, double mean) {
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double squeeze = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const double u = stream.uniform() - 0.5, v = stream.uniform();
    const double us = 0.5 - std::abs(u);
    const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= squeeze) return static_cast<std::int64_t>(k);
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (std::log(v) + std::log(inverse_alpha) - std::log(a / (us * us) + b) <=
        k * std::log(mean) - mean - std::lgamma(k + 1)) {
      return static_cast<std::int64_t>(k);
    }
  }
}

}  // namespace

std::uint64_t stream_key(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

std::uint64_t stream_key(std::string_view text, std::int64_t number) {
  constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio: spreads neighbours apart
  return stream_key(text) ^ (static_cast<std::uint64_t>(number) * kGolden);
}

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t key)
    : key_{low(seed), high(seed)}, counter_{0, 0, low(key), high(key)} {}

void RandomStream::refill() {
  auto c = counter_;
  auto k = key_;
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t p0 = static_cast<std::uint64_t>(kMultiplier0) * c[0];
    const std::uint64_t p1 = static_cast<std::uint64_t>(kMultiplier1) * c[2];
    c = {high(p1) ^ c[1] ^ k[0], low(p1), high(p0) ^ c[3] ^ k[1], low(p0)};
    k = {k[0] + kWeyl0, k[1] + kWeyl1};
  }
  block_ = c;
  used_ = 0;
  if (++counter_[0] == 0) ++counter_[1];
}

std::uint32_t RandomStream::next() {
  if (used_ == 4) refill();
  return block_[static_cast<std::size_t>(used_++)];
}

double RandomStream::uniform() {
  const std::uint64_t a = next() >> 5, b = next() >> 6;  // 53 bits
  return (static_cast<double>(a * 67108864 + b) + 0.5) / 9007199254740992.0;
}

double RandomStream::normal() {
  if (has_spare_normal_) {
    has_spare_normal_ = false;
    return spare_normal_;
  }
  const double radius = std::sqrt(-2 * std::log(uniform())), angle = 2 * std::numbers::pi * uniform();
  spare_normal_ = radius * std::sin(angle);
  has_spare_normal_ = true;
  return radius * std::cos(angle);
}

double RandomStream::exponential() { return -std::log(uniform()); }

double RandomStream::gamma(double shape) {
  if (shape >= 1) return gamma_at_least_one(*this, shape);
  const double boost = std::pow(uniform(), 1.0 / shape);
  return gamma_at_least_one(*this, shape + 1) * boost;
}

std::int64_t RandomStream::poisson(double mean) {
  if (!(mean > 0)) return 0;
  return mean < 10 ? poisson_small(*this, mean) : poisson_large(*this, mean);
}

std::int64_t RandomStream::negative_binomial(double mean, double dispersion) {
  if (!(mean > 0)) return 0;
  if (!(dispersion > 0)) return poisson(mean);
  const double shape = 1.0 / dispersion;
  return poisson(gamma(shape) * mean / shape);
}

std::int64_t RandomStream::below(std::int64_t bound) {
  const auto drawn = static_cast<std::int64_t>(uniform() * static_cast<double>(bound));
  return drawn < bound ? drawn : bound - 1;
}

}  // namespace demandcast
