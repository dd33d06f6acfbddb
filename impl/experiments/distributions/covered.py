"""What was asked about, and what was not."""

COVERED = {
    "one number, also by logits": "mean, variance, stddev, mode, entropy, log_prob, cdf, icdf of every distribution",
    "pairs": "kl_divergence of every registered pair of them and of each with its own kind, also broadcast",
    "Categorical, OneHotCategorical": "entropy, log_prob, kl_divergence; mean and variance of the second",
    "Multinomial": "mean, variance, entropy, log_prob",
    "Dirichlet": "mean, variance, mode, entropy, log_prob, kl_divergence",
    "MultivariateNormal, LowRankMultivariateNormal": "mean, variance, entropy, log_prob, kl_divergence of two numbers",
    "Wishart": "mean, variance, entropy, log_prob, kl_divergence, in two dimensions, also of a batch",
    "RelaxedBernoulli, RelaxedOneHotCategorical, LogisticNormal": "log_prob",
    "LKJCholesky": "log_prob of two and three variables",
    "MixtureSameFamily": "mean, variance and log_prob of two normal components",
    "Independent, TransformedDistribution": "entropy and kl_divergence of normal ones; the logistic law",
}
NOT_COVERED = {
    "every distribution": "draws, gradients, float32, expand, parameters by logits of vectors but Categorical",
    "batches": "other methods than kl_divergence",
    "Distribution, ExponentialFamily": "have no values of their own",
    "OneHotCategoricalStraightThrough": "differs from OneHotCategorical in its draws alone",
    "cdf of Beta, StudentT, FisherSnedecor, VonMises and counts": "torch has none",
    "Poisson, NegativeBinomial": "entropy, which torch lacks and for which there is no closed form",
    "Binomial ‖ Binomial with fewer than q's trials": "asked, but beyond a hundred trials",
    "Wishart": "mode, which is not compared",
    "Categorical, OneHotCategorical": "mode",
    "LKJCholesky, LogisticNormal": "more than three variables",
    "MixtureSameFamily": "cdf, and components other than normal ones",
    "Independent, TransformedDistribution": "other bases and transforms",
}
