"""The chapters of theorems, one file each, to be read from top to bottom."""

ORDER = ("elbo", "iwelbo", "iwelbo_rate", "cavi", "bounds", "information", "projection", "score_function", "control_variates",
         "path_derivative", "exponential_family", "gamma", "gamma_charts", "gamma_means", "gamma_scores", "natural_gradient",
         "gamma_descent", "gamma_fit", "gamma_steps", "normal_gamma", "normal_gamma_scores", "normal_gamma_bound", "normal_gamma_mean_field",
         "cavi_normal_gamma", "gaussian_mean_field", "diffusion", "diffusion_gaussian", "diffusion_schedule", "diffusion_reversal",
         "diffusion_predictions", "plates")
