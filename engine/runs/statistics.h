// Means and intervals over seeds: the few statistics that comparing runs needs.
#pragma once

#include <cstddef>
#include <vector>

namespace layerlab {

// A mean and its two-sided 95 % confidence interval. Of one value there is no interval: low and high are the mean.
struct Interval {
    double mean = 0, low = 0, high = 0;
    std::size_t count = 0;  // values; 0: nothing is known
    double half() const { return (high - low) / 2; }

    bool operator==(const Interval&) const = default;
};

// The 0.975 quantile of Student's t with df ≥ 1 degrees of freedom (Student 1908): tabulated to three decimals up to 30, above
// that the expansion around the normal quantile by Cornish and Fisher (Abramowitz and Stegun 26.7.5), exact to three decimals.
double tQuantile975(std::size_t df);

// mean ± t(0.975, n−1) · s / √n, s the standard deviation with n−1 in the denominator. Values that are no number are left out.
Interval interval95(const std::vector<double>& values);

}  // namespace layerlab
