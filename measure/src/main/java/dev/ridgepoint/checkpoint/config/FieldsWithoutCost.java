package dev.ridgepoint.checkpoint.config;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Fields of a configuration that decide what a model says and not what it costs: token ids, training, scales, the shape of the rotation. */
final class FieldsWithoutCost {

    private static final Set<String> NAMES = Arrays.stream("""
            architectures auto_map transformers_version _name_or_path _commit_hash model_type use_cache problem_type is_encoder_decoder is_decoder
            torchscript tokenizer_class return_dict output_attentions output_hidden_states id2label label2id finetuning_task task_specific_params
            prefix unsloth_version unsloth_fixed model_name license gradient_checkpointing attn_implementation _attn_implementation use_flash_attn
            flash_attn flash_rotary fused_dense use_bfloat16 torch_dtype dtype cache_implementation use_return_dict
            rope_theta rope_scaling rope_parameters rotary_emb_base rotary_base rope_local_base_freq rope_base rope_interleave rope_interleaved
            original_max_position_embeddings rope_type rotary_scaling_factor rope_ratio mscale mscale_all_dim
            initializer_range init_std initializer_factor initializer_cutoff_factor init_method rescale_prenorm_residual residual_in_fp32 fused_add_norm
            pretraining_tp slow_but_exact layerdrop torch_compile tie_encoder_decoder
            hidden_dropout attention_dropout resid_pdrop embd_pdrop attn_pdrop dropout activation_dropout hidden_dropout_prob attention_probs_dropout_prob
            classifier_dropout summary_activation summary_first_dropout summary_proj_to_labels summary_type summary_use_proj embedding_dropout attn_dropout
            rms_norm_eps layer_norm_eps layer_norm_epsilon norm_eps norm_epsilon layernorm_epsilon time_step_min time_step_max time_step_floor
            time_step_limit time_step_init_scheme time_step_scale
            embedding_multiplier logits_scaling residual_multiplier attention_multiplier lm_head_multiplier key_multiplier attention_in_multiplier
            attention_out_multiplier ssm_in_multiplier ssm_out_multiplier mlp_multipliers ssm_multipliers mlp_expansion_factor
            scale_emb scale_depth dim_model_base scale_attn_weights scale_attn_by_inverse_layer_idx reorder_and_upcast_attn
            attn_logit_softcapping final_logit_softcapping query_pre_attn_scalar logit_softcap attn_logit_softcap
            routed_scaling_factor scoring_func topk_method topk_group n_group norm_topk_prob aux_loss_alpha seq_aux router_aux_loss_coef
            output_router_logits router_jitter_noise router_z_loss_coef ep_size moe_router_topk_scaling_factor router_scale moe_topk_score_func
            swiglu_limit initial_context_length experts_per_token rope_ntk_alpha rope_ntk_beta attn_temperature_tuning attn_scale floor_scale
            for_llm_compressor rms_norm mamba_proj_bias mamba_chunk_size chunk_size mamba_hidden_act mamba_ssm_cache_dtype use_mamba_kernels
            num_logits_to_keep position_embedding_type use_mambapy use_associative_scan bos eos vocab_file
            transformers.js_config sentence_transformers rope_short_factor rope_long_factor
            image_token_index boi_token_index eoi_token_index mm_tokens_per_image vision_config audio_config vision_soft_tokens_per_image
            vision_feature_layer multimodal_projector_bias projector_hidden_act spatial_merge_size pad_token_index model_parallel_size
            num_labels output_past layer_norm_elementwise_affine max_length do_sample temperature top_p top_k
            """.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());

    private FieldsWithoutCost() { }

    static boolean contains(String field) {
        return NAMES.contains(field) || field.endsWith("_token_id") || field.endsWith("_token_ids") || field.startsWith("_")
                || field.endsWith("_dropout") || field.endsWith("_eps") || field.endsWith("_init_scale");
    }
}
